"""查借阅规定逐条对照：每一条都有单独生效和单独不生效的手写样例。

Every lending law against its hand-written table. Engine and twin come from one text, so only a
table written by hand can show that the text itself says what an archive head means.
"""

from typing import Any

import pytest

from rules.book import load_book
from rules.decision import Allowed, Refused
from rules.judge import Judge
from tests.support.lending_cases import CASES
from tests.support.lending_facts import facts

BOOK = load_book()
JUDGE = Judge(BOOK)
ROWS = [(law, changes, fires) for law, cases in CASES.items() for changes, fires in cases]


@pytest.mark.parametrize(("law", "changes", "fires"), ROWS)
def test_a_law_fires_alone_or_stays_silent(law: str, changes: dict[str, Any], fires: bool) -> None:
    assert JUDGE.judge(facts(**changes)).fired == ((law,) if fires else ())


def test_every_law_has_a_case_that_fires_and_one_that_does_not() -> None:
    told = {law: {fires for _, fires in cases} for law, cases in CASES.items()}
    assert told == {law.code: {True, False} for law in BOOK.laws_of("lending")}


@pytest.mark.parametrize("step", ["submit", "unit_sign", "room_review", "authority_approve"])
@pytest.mark.parametrize("mode", ["consult", "lend", "copy", "certify"])
def test_a_request_in_order_passes_every_step(step: str, mode: str) -> None:
    decision = JUDGE.judge(facts(step=step, mode=mode))
    assert decision == Allowed(requires=(), warns=(), book_version=BOOK.version, fired=())


def test_the_effect_decides_between_refusal_requirement_and_warning() -> None:
    review = JUDGE.judge(
        facts(step="room_review", authority_approval_required=True, volume_in_open_custody=True)
    )
    assert isinstance(review, Allowed)
    assert [reason.approval for reason in review.requires] == ["authority_approve"]
    assert [reason.law for reason in review.warns] == ["volume_out_at_review"]


def test_a_refusal_names_every_reason_and_not_only_the_first() -> None:
    refused = JUDGE.judge(facts(form_sealed=False, readers=1, readers_identified=0))
    assert isinstance(refused, Refused)
    assert [r.law for r in refused.reasons] == [
        "too_few_readers",
        "reader_unidentified",
        "form_unsealed",
    ]


def test_a_missing_form_is_one_reason_and_not_five() -> None:
    blank = dict.fromkeys(["form_signed", "form_sealed", "form_dated", "form_matches"], False)
    assert JUDGE.judge(facts(form_sighted=False, **blank)).fired == ("consult_form_missing",)
