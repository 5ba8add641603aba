"""应归材料：归档范围的 78 种一种不少，每种有类别、依据、责任单位、可见范围和补法；条件只看一件事实。

Required material as data: all 78 kinds, each with class, basis, owner, who may see it and its cures.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from rules.book import SHIPPED, BookRefused, RuleBook, load_book
from rules.facts.material import MaterialFacts, material_sheet
from rules.handbook import handbook
from rules.law import STATUSES
from rules.material_words import OWNERS, PER, REQUIRED, SEEN_BY, say_requirement
from rules.materials import OCCASIONS, REQUIREMENTS, SEERS, MaterialKind
from rules.materials import OWNERS as OWNER_CODES

BOOK = load_book()
KINDS = BOOK.materials
CATALOGUE = Path(__file__).with_name("material_catalogue.csv")
NUMERALS = {"一": "1", "二": "2", "三": "3", "五": "5", "六": "6", "七": "7", "八": "8", "十": "10"}
NOBODY = MaterialFacts(
    personnel_kind="unknown",
    status="in_post",
    began_year=0,
    party_member=False,
    full_party_member=False,
    highest_education="unknown",
    county_rank=False,
    has_title=False,
    occasion_year=0,
    degree="unknown",
    study="none",
    post_level="none",
    sanction="none",
)
OWN = """
[materials.3-9]
title = "本市专项考核表"
class = "3"
requirement = "yearly"
since = 2020
formed_by = "组织部门"
owner = "unit"
basis = { instrument = "本市规定", article = "第五条", status = "local" }
"""


def overlaid(folder: Path, text: str) -> RuleBook:
    (folder / "room.toml").write_text(text, encoding="utf-8")
    return load_book(SHIPPED, folder)


def test_every_kind_of_the_catalogue_stands_in_the_book_under_its_class() -> None:
    with CATALOGUE.open(encoding="utf-8") as rows:
        wanted = {
            row["id"]: NUMERALS.get(row["class"], row["class"]) for row in csv.DictReader(rows)
        }
    assert len(wanted) == 78
    assert {code: kind.class_code for code, kind in KINDS.items()} == wanted


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_has_class_basis_and_cure(kind: MaterialKind) -> None:
    assert kind.class_code in BOOK.classes
    assert kind.basis.status in STATUSES
    assert kind.cure[-1] == "explanation"
    assert (kind.per in PER) == (kind.requirement == "each")


def test_what_is_of_class_five_or_eight_passes_no_unit_contact() -> None:
    seen = {kind.seen_by for kind in KINDS.values() if kind.class_code in ("5", "8")}
    assert seen == {"organ"}


def test_every_word_of_a_kind_is_said_in_chinese() -> None:
    assert set(PER) == set(OCCASIONS)
    assert set(REQUIRED) == set(REQUIREMENTS) - {"each"}
    assert set(OWNERS) == set(OWNER_CODES)
    assert set(SEEN_BY) == set(SEERS)
    assert say_requirement(KINDS["3-1"]) == "每年一份（1993年起）"
    assert say_requirement(KINDS["6-1"]) == "每人一份（中共党员（含预备党员））"


def test_a_party_member_owes_the_party_set_and_nobody_else_does() -> None:
    member = MaterialFacts(**(dict(material_sheet(NOBODY)) | {"party_member": True}))
    asked = {c for c in ("6-1", "6-2", "6-3", "6-4") if KINDS[c].asked(material_sheet(member))}
    assert asked == {"6-1", "6-2", "6-4"}  # 转正申请书 only after 转正
    assert not any(KINDS[c].asked(material_sheet(NOBODY)) for c in ("6-1", "6-2", "6-3", "6-4"))


def test_a_room_may_add_a_kind_with_its_basis(tmp_path: Path) -> None:
    book = overlaid(tmp_path, OWN)
    assert len(book.materials) == 79
    assert book.materials["3-9"].basis.status == "local"
    assert load_book().materials == KINDS


def test_a_room_may_change_where_a_kind_is_filed(tmp_path: Path) -> None:
    changed = OWN.replace("3-9", "9-2-1").replace('class = "3"', 'class = "9-4"')
    assert overlaid(tmp_path, changed).materials["9-2-1"].class_code == "9-4"


@pytest.mark.parametrize(
    ("written", "slip", "key"),
    [
        ('class = "3"', 'class = "11"', ""),
        ('class = "3"', 'class = ""', ".class"),
        ('"yearly"', '"monthly"', ".requirement"),
        ('"yearly"', '"each"', ".per"),
        ("since = 2020", 'since = "2020"', ".since"),
        ("since = 2020", 'when = ["party_membr == true"]', ".when"),
        ("since = 2020", 'when = ["party_member > 1"]', ".when"),
        ("since = 2020", 'cure = ["explanation", "original"]', ".cure"),
        ("since = 2020", 'seen_by = "everybody"', ".seen_by"),
        ("since = 2020", "aliases = 3", ".aliases"),
        ("since = 2020", "rank = -1", ".rank"),
        ("since = 2020", "colour = 1", ""),
        ('owner = "unit"', 'owner = "somebody"', ".owner"),
        ('status = "local"', 'status = "sure"', ".basis"),
        ("[materials.3-9]", "[materials.third]", ""),
    ],
)
def test_a_slip_in_a_kind_is_named_with_its_line_and_key(
    tmp_path: Path, written: str, slip: str, key: str
) -> None:
    with pytest.raises(BookRefused) as refused:
        overlaid(tmp_path, OWN.replace(written, slip))
    problem = refused.value.problems[0]
    assert problem.file == "room.toml"
    assert problem.key.startswith("materials.")
    assert problem.key.endswith(key)
    assert problem.line >= 2
    assert "。 " in problem.sentence


def test_the_handbook_prints_what_belongs_into_a_dossier() -> None:
    lines = {line.name: line for line in handbook(BOOK).materials}
    assert "每年一份（1993年起）" in lines["3-1"].said
    assert "补法：原件→盖章复印件→证明→短缺说明" in lines["3-1"].said
