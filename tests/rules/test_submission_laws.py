"""报送规定逐条对照：机关的材料、上级管理的干部的材料不经单位联络员；档案室代录的不受限制。

Every law of handing in against its hand-written table: one line that it refuses alone, one it lets pass.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.collection.listed_piece import ListedPiece
from core.collection.submission_facts import submission_facts
from rules.book import SHIPPED, BookRefused, load_book
from rules.decision import Allowed, Refused
from rules.facts.submission import SubmissionFacts
from rules.judge import Judge

BOOK = load_book()
JUDGE = Judge(BOOK)
USUAL = SubmissionFacts(
    step="hand_in",
    mode="by_contact",
    material_class="class_3",
    kind_seen_by="contact",
    title_names_organs_material=False,
    subject_managed_above_unit=False,
)
Cases = tuple[dict[str, Any], dict[str, Any]]
# law → what makes it fire alone, and the nearest thing that keeps it silent
CASES: dict[str, Cases] = {
    "class_eight_by_contact": (
        {"material_class": "class_8", "kind_seen_by": "organ"},
        {"material_class": "class_7"},
    ),
    "class_five_by_contact": (
        {"material_class": "class_5", "kind_seen_by": "organ"},
        {"material_class": "class_4"},
    ),
    "organs_kind_by_contact": (
        {"material_class": "class_6", "kind_seen_by": "organ"},
        {"material_class": "class_6", "kind_seen_by": "leader"},
    ),
    "organs_words_by_contact": (
        {"material_class": "unknown", "title_names_organs_material": True},
        {"material_class": "class_9", "title_names_organs_material": True},
    ),
    "superiors_material_by_contact": (
        {"subject_managed_above_unit": True},
        {"subject_managed_above_unit": False},
    ),
}


@pytest.mark.parametrize(("law", "cases"), CASES.items(), ids=CASES)
def test_a_law_fires_alone_or_stays_silent(law: str, cases: Cases) -> None:
    fires, silent = (JUDGE.judge(replace(USUAL, **facts)) for facts in cases)
    assert fires.fired == (law,)
    assert silent.fired == ()


@pytest.mark.parametrize("law", CASES)
def test_what_the_room_enters_for_whoever_brought_it_is_not_refused(law: str) -> None:
    assert isinstance(JUDGE.judge(replace(USUAL, **CASES[law][0], mode="by_room")), Allowed)


def test_every_law_of_handing_in_has_its_cases() -> None:
    assert CASES.keys() == {law.code for law in BOOK.laws_of("submission")}


def test_a_line_with_two_reasons_hears_both() -> None:
    line = replace(USUAL, material_class="class_8", subject_managed_above_unit=True)
    refused = JUDGE.judge(line)
    assert isinstance(refused, Refused)
    told = [reason.law for reason in refused.reasons]
    assert told == ["class_eight_by_contact", "superiors_material_by_contact"]


@pytest.mark.parametrize("kind", [it.code for it in BOOK.materials.values()])
def test_a_kind_that_only_organs_may_see_is_refused_by_one_law(kind: str) -> None:
    listed = ListedPiece(title=BOOK.materials[kind].title, kind=kind)
    decision = JUDGE.judge(submission_facts(listed, BOOK, "by_contact"))
    organs = BOOK.materials[kind].seen_by == "organ"
    assert len(decision.fired) == (1 if organs or kind[0] in "58" else 0)


@pytest.mark.parametrize("text", ['remove = ["class_eight_by_contact"]'])
def test_no_room_lets_class_eight_pass_a_contact(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.toml").write_text(text, "utf-8")
    with pytest.raises(BookRefused):
        load_book(SHIPPED, tmp_path)


def test_a_room_may_let_its_contacts_bring_what_superiors_manage(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('remove = ["superiors_material_by_contact"]', "utf-8")
    judge = Judge(load_book(SHIPPED, tmp_path))
    assert isinstance(judge.judge(replace(USUAL, subject_managed_above_unit=True)), Allowed)
