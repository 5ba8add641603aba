"""裁定说明：每一条适用的规定，逐个条件列出当时的事实和是否成立。

`danggui rules explain`: every law that spoke, condition by condition, from the record alone.
"""

from rules.book import load_book
from rules.explain import LawTold, explain, unknown_to
from rules.facts.lending import sheet
from tests.support.lending_facts import facts

BOOK = load_book()
KEPT = sheet(facts(readers=1, readers_identified=1))
TOLD = {told.law: told for told in explain(KEPT, ["too_few_readers"], BOOK)}


def test_a_law_that_fired_shows_every_condition_holding() -> None:
    told = TOLD["too_few_readers"]
    assert (told.fired, told.fires_now) == (True, True)
    assert [(c.sentence, c.said, c.held) for c in told.conditions][-1] == (
        "查阅人数少于2",
        "1",
        True,
    )


def test_a_law_that_stayed_silent_shows_the_condition_that_did_not_hold() -> None:
    told = TOLD["form_unsealed"]
    assert (told.fired, told.fires_now) == (False, False)
    assert [c.held for c in told.conditions] == [True, True, True, True, False]


def test_laws_of_other_steps_are_left_out() -> None:
    assert "form_not_printed" not in TOLD
    assert "loan_unapproved" not in TOLD


def test_erased_facts_are_said_to_be_erased() -> None:
    (told,) = explain({}, ["too_few_readers"], BOOK)
    assert told.fires_now is None
    assert {c.said for c in told.conditions} == {"已清除"}


def test_a_decision_by_another_book_shows_where_the_books_differ() -> None:
    then: tuple[LawTold, ...] = explain(sheet(facts()), ["too_few_readers", "old_law"], BOOK)
    assert [told.law for told in then if told.fired != told.fires_now] == ["too_few_readers"]
    assert unknown_to(BOOK, ["too_few_readers", "old_law"]) == ("old_law",)


def test_purposes_are_said_by_their_titles() -> None:
    kept = sheet(facts(step="submit", purpose="other_work", purpose_detail_given=False))
    told = {t.law: t for t in explain(kept, [], BOOK)}["purpose_detail_missing"]
    assert told.conditions[2].said == "其他因工作需要"
