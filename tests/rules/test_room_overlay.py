"""本室补充规定：可以加严、补条目、改期限、填清单；固定条目不能取消，也不能放宽。

A room's own file over the shipped book.
"""

from pathlib import Path

import pytest

from rules.book import SHIPPED, BookRefused, RuleBook, load_book
from rules.law import Law

FIXED = """\
[[law]]
code = "too_few_readers"
title = "查档人员应为 2 人以上"
slogan = ""
applies_to = { steps = ["submit", "room_review", "hand_over", "swap_reader"], modes = ["consult", "lend", "copy"] }
when = ["readers < 2"]
effect = "refuse"
audience = "applicant"
sensitive = false
override = "nobody"
fixed = true
remedy = "请补填查阅人，办理当天两位同志同来。"
basis = { instrument = "《干部人事档案工作条例》", article = "第三十二条", status = "recalled" }
"""


def overlaid(folder: Path, text: str) -> RuleBook:
    (folder / "room.toml").write_text(text, encoding="utf-8")
    return load_book(SHIPPED, folder)


def law_of(book: RuleBook) -> Law:
    return book.law("too_few_readers")


@pytest.mark.parametrize(
    ("shipped", "weaker", "key"),
    [
        ('"refuse"', '"warn"', "effect"),
        ('"nobody"', '"head"', "override"),
        ('["readers < 2"]', '["readers < 1"]', "when"),
        ('["readers < 2"]', '["readers < 2", "channel == outside"]', "when"),
        ('"submit", ', "", "applies_to"),
        ('"consult", ', "", "applies_to"),
        ("fixed = true", "fixed = false", "fixed"),
        ("第三十二条", "第三十条", "basis"),
    ],
)
def test_a_fixed_law_cannot_be_weakened(
    tmp_path: Path, shipped: str, weaker: str, key: str
) -> None:
    with pytest.raises(BookRefused) as refused:
        overlaid(tmp_path, FIXED.replace(shipped, weaker))
    (problem,) = refused.value.problems
    assert (problem.file, problem.law, problem.key) == ("room.toml", "too_few_readers", key)
    assert "固定条目" in problem.sentence


def test_a_hidden_fixed_law_cannot_be_shown_to_more_people(tmp_path: Path) -> None:
    text = (SHIPPED / "lending.toml").read_text(encoding="utf-8")
    start = text.index('[[law]]\ncode = "secret_dossier"')
    law = text[start : text.index("[[law]]", start + 1)]
    for shown in (law.replace('"head"', '"applicant"'), law.replace("= true", "= false", 1)):
        with pytest.raises(BookRefused):
            overlaid(tmp_path, shown)


def test_a_fixed_law_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(BookRefused) as refused:
        overlaid(tmp_path, '# 本室补充\nremove = ["too_few_readers"]\n')
    (problem,) = refused.value.problems
    assert (problem.line, problem.law, problem.key) == (2, "too_few_readers", "remove")


def test_a_law_that_is_not_fixed_may_be_removed(tmp_path: Path) -> None:
    book = overlaid(tmp_path, 'remove = ["reader_outside_personnel"]')
    assert "reader_outside_personnel" not in {law.code for law in book.laws}


def test_removing_a_law_that_is_not_there_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(BookRefused, match="No such law"):
        overlaid(tmp_path, 'remove = ["nothing"]')


def test_a_fixed_law_may_be_made_stricter_and_put_in_other_words(tmp_path: Path) -> None:
    stricter = FIXED.replace('"submit", ', '"submit", "unit_sign", ').replace("请补填", "请先补填")
    law = law_of(overlaid(tmp_path, stricter))
    assert "unit_sign" in law.steps
    assert law.remedy.startswith("请先补填")


def test_a_new_law_and_a_new_period_and_a_list_are_merged(tmp_path: Path) -> None:
    new = FIXED.replace("too_few_readers", "too_many_readers").replace("readers < 2", "readers > 4")
    basis = 'basis = { instrument = "本室规定", article = "三", status = "local" }\n'
    period = f'[periods.lend_default]\ntitle = "借期"\nvalue = 5\nunit = "days"\n{basis}'
    reasons = f'[lists.lending_reasons]\ntitle = "理由"\nitems = {{ funeral = "治丧" }}\n{basis}'
    book = overlaid(tmp_path, f'edition = "room"\n{new}\n{period}\n{reasons}')
    assert book.laws[-1].code == "too_many_readers"
    assert (book.periods["lend_default"].value, book.periods["lend_most"].value) == (5, 15)
    assert book.lists["lending_reasons"].items == {"funeral": "治丧"}


def test_the_overlay_shows_in_the_version(tmp_path: Path) -> None:
    book = overlaid(tmp_path, 'edition = "room 3"')
    assert book.version.startswith("2026.11+room 3-")
    assert book.version[-12:] != load_book().version[-12:]


def test_only_an_overlay_removes(tmp_path: Path) -> None:
    (tmp_path / "room.toml").write_text('remove = ["too_few_readers"]', encoding="utf-8")
    with pytest.raises(BookRefused, match="Only an overlay"):
        load_book(tmp_path)
