"""鉴别规定逐条对照：每一条都有单独生效和单独不生效的手写样例；不合的全部列出，附补救办法。

Every law of inspection against its hand-written table: the points of domain.md §1.2.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.areas import INSPECTION, LENDING
from rules.book import load_book
from rules.decision import Allowed, Refused
from rules.judge import Judge
from rules.seeded import fact_sheets
from tests.support.inspection_facts import inspection_facts as facts

BOOK = load_book()
JUDGE = Judge(BOOK)
Cases = tuple[dict[str, Any], dict[str, Any]]
# law → what makes it fire alone, and the nearest thing that keeps it silent
CASES: dict[str, Cases] = {
    "person_unclear": ({"person_clear": False}, {"person_clear": True}),
    "wrong_person": ({"person_agrees": False}, {"person_agrees": True}),
    "listed_name_differs": ({"listed_name_differs": True}, {"listed_name_differs": False}),
    "name_differs": ({"name_agrees": False}, {"name_agrees": True}),
    "birth_differs": ({"birth_agrees": False}, {"birth_agrees": True}),
    "matter_unfinished": ({"matter_finished": False}, {"matter_finished": True}),
    "not_whole": ({"whole": False}, {"whole": True}),
    "set_incomplete": ({"set_complete": False}, {"mode": "explanation", "set_complete": False}),
    "illegible": ({"legible": False}, {"legible": True}),
    "filled_in_poorly": ({"filled_in_properly": False}, {"filled_in_properly": True}),
    "unsigned": ({"signed": False}, {"signed": True}),
    "unsealed": (
        {"mode": "certificate", "sealed": False},
        {"mode": "sealed_copy", "sealed": False},
    ),
    "undated": ({"dated": False}, {"dated": True}),
    "document_unnumbered": (
        {"document_numbered": False},
        {"mode": "explanation", "document_numbered": False},
    ),
    "form_not_accepted": (
        {"mode": "sealed_copy", "form_is_accepted": False},
        {"mode": "sealed_copy"},
    ),
    "copy_undated": ({"mode": "sealed_copy", "copy_dated": False}, {"copy_dated": False}),
    "copy_unsealed": ({"mode": "sealed_copy", "copy_sealed": False}, {"copy_sealed": False}),
    "paper_unfit": ({"paper_fits": False}, {"mode": "sealed_copy", "paper_fits": False}),
    "margin_missing": ({"margin_left": False}, {"margin_left": True}),
    "ink_fades": ({"ink_lasts": False}, {"mode": "sealed_copy", "ink_lasts": False}),
    "out_of_scope": ({"within_scope": False}, {"within_scope": True}),
    "catalogued_already": ({"catalogued_already": True}, {"catalogued_already": False}),
    "pages_differ": ({"pages_differ": True}, {"pages_differ": False}),
    "same_content": ({"same_content_elsewhere": True}, {"same_content_elsewhere": False}),
    "formed_in_future": ({"formed_in_future": True}, {"formed_in_future": False}),
    "formed_before_birth": (
        {"formed_before_birth": True, "formed_too_young": True},
        {"formed_before_birth": False},
    ),
    "formed_too_young": ({"formed_too_young": True}, {"formed_too_young": False}),
    "flags_undecided": ({"flags_undecided": 1}, {"flags_undecided": 0}),
    "inspector_is_subject": ({"inspector_is_subject": True}, {"inspector_is_subject": False}),
    "inspector_is_barred": ({"inspector_is_barred": True}, {"inspector_is_barred": False}),
}


@pytest.mark.parametrize(("law", "cases"), CASES.items(), ids=CASES)
def test_a_law_fires_alone_or_stays_silent(law: str, cases: Cases) -> None:
    fires, silent = cases
    assert JUDGE.judge(facts(**fires)).fired == (law,)
    assert JUDGE.judge(facts(**silent)).fired == ()


def test_every_law_of_inspection_has_its_cases() -> None:
    assert CASES.keys() == {law.code for law in BOOK.laws_of("inspection")}


@pytest.mark.parametrize("mode", INSPECTION.modes)
@pytest.mark.parametrize("step", INSPECTION.steps)
def test_a_piece_in_order_passes(step: str, mode: str) -> None:
    assert JUDGE.judge(facts(step=step, mode=mode)) == Allowed(
        requires=(), warns=(), book_version=BOOK.version, fired=()
    )


def test_a_refusal_names_every_reason_with_its_cure() -> None:
    refused = JUDGE.judge(facts(signed=False, sealed=False, dated=False))
    assert isinstance(refused, Refused)
    assert [r.law for r in refused.reasons] == ["unsigned", "unsealed", "undated"]
    assert all(r.remedy.endswith("。") for r in refused.reasons)


@given(seed=st.integers(0, 2**32), law=st.sampled_from(sorted(CASES)))
def test_one_more_fault_never_lets_a_refused_piece_pass(seed: int, law: str) -> None:
    asked = next(fact_sheets(1, seed, BOOK, INSPECTION))
    worse = {name: it for name, it in CASES[law][0].items() if name not in ("mode", "step")}
    if isinstance(JUDGE.judge(asked), Refused):
        assert isinstance(JUDGE.judge(replace(asked, **worse)), Refused)


def test_a_step_belongs_to_one_area_so_no_law_speaks_in_the_other() -> None:
    assert not set(INSPECTION.steps) & set(LENDING.steps)
    assert INSPECTION.attributes.keys() & LENDING.attributes.keys() == {"step", "mode"}
