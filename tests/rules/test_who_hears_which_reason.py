"""对谁说：不该让申请人知道的原因，不论是哪一种、有几种，只说同一句话。

Reasons that the audience may not read share one neutral sentence of equal shape.
"""

from itertools import chain, combinations

from rules.audience import AT_THE_WINDOW, for_audience, visible_to
from rules.book import load_book

BOOK = load_book()
REASONS = {law.code: law.reason() for law in BOOK.laws}
HIDDEN = [code for code, reason in REASONS.items() if reason.audience != "applicant"]
SENSITIVE = {
    *("secret_dossier", "work_secret_dossier", "volume_lost", "reader_is_relative"),
    *("organ_not_signed_by_unit", "discipline_review_by_head", "discipline_not_outside"),
    *("handler_is_subject", "handler_is_barred", "reader_is_barred", "dossier_on_hold"),
}


def test_the_sensitive_laws_are_marked() -> None:
    assert {code for code, reason in REASONS.items() if reason.sensitive} == SENSITIVE


def test_every_hidden_cause_sounds_the_same_to_the_applicant() -> None:
    groups = chain.from_iterable(combinations(HIDDEN, n) for n in (1, 2, 3))
    told = {for_audience([REASONS[code] for code in group], "applicant") for group in groups}
    assert told == {(AT_THE_WINDOW,)}


def test_the_neutral_sentence_gives_no_cause_and_no_case_number() -> None:
    assert AT_THE_WINDOW.law == "at_the_window"
    assert AT_THE_WINDOW.title == "此件需到档案室当面办理，请带审批表原件"
    assert not any(
        mark in AT_THE_WINDOW.title + AT_THE_WINDOW.remedy for mark in "〔密亲0123456789"
    )


def test_open_reasons_are_told_in_full_beside_the_neutral_one() -> None:
    heard = for_audience([REASONS["secret_dossier"], REASONS["too_few_readers"]], "applicant")
    assert heard == (REASONS["too_few_readers"], AT_THE_WINDOW)


def test_a_sensitive_reason_is_hidden_even_from_an_applicant_it_is_addressed_to() -> None:
    law = REASONS["too_few_readers"]
    hidden = type(law)(law.law, law.title, "", law.basis, law.remedy, "applicant", True, "nobody")
    assert for_audience([hidden], "applicant") == (AT_THE_WINDOW,)


def test_the_archivist_hears_avoidance_but_not_secrecy() -> None:
    reasons = [REASONS["reader_is_relative"], REASONS["secret_dossier"]]
    assert for_audience(reasons, "archivist") == (REASONS["reader_is_relative"], AT_THE_WINDOW)


def test_the_head_hears_all() -> None:
    assert for_audience(REASONS.values(), "head") == tuple(REASONS.values())


def test_a_warning_for_staff_is_left_out_without_a_word() -> None:
    assert visible_to([REASONS["volume_out_at_review"]], "applicant") == ()
