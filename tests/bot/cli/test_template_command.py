"""建室模板：每张表都有表头和可选项，照着填就能导入 / The template, filled in as it stands, is imported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.holdings.roster import read_workbook
from core.holdings.roster.columns import COLUMNS
from core.holdings.roster.other_sheets import OPTIONAL
from tests.support.room_workbook import people
from tests.support.roster_workbook import cells

SHEETS = ["说明", "花名册", "单位", "联络员", "目录", "材料目录", "在借"]


@pytest.fixture
def written(run: Any, tmp_path: Path) -> Path:
    path = tmp_path / "建室.xlsx"
    assert run("template", str(path)).exit_code == 0
    return path


def test_every_sheet_is_there_with_every_heading(written: Path) -> None:
    book = load_workbook(written)
    assert [name for name in book.sheetnames if book[name].sheet_state == "visible"] == SHEETS
    for name, columns in [("花名册", COLUMNS), *((s.name, s.columns) for s in OPTIONAL)]:
        assert [cell.value for cell in book[name][1]] == [column.heading for column in columns]


def test_an_empty_template_only_misses_its_people(written: Path) -> None:
    assert [p.code for p in read_workbook(written).problems] == ["nobody_listed"]


def test_a_filled_template_is_imported(run: Any, written: Path) -> None:
    book = load_workbook(written)
    for person in people():
        book["花名册"].append(cells(person))
    book["在借"].append(["GB-00001", "正本", 1, "市财政局", "2026-01-05", "2026-01-14"])
    book.save(written)
    run("init")
    done = json.loads(run("import", str(written), "--json").stdout)
    assert done == {"imported": 3, "updated": 0, "loans": 1, "problems": []}


def test_words_to_choose_from_are_offered_and_understood(written: Path) -> None:
    book = load_workbook(written)
    offered = {v.formula1 for v in book["花名册"].data_validations.dataValidation}
    assert any("选项" in formula for formula in offered)
    words = {cell.value for column in book["选项"].columns for cell in column if cell.value}
    assert {
        "女",
        "公务员",
        "行政编制",
        "工作秘密",
        "四",
        "9-1" if "9-1" in words else "4-1",
    } <= words


def test_an_existing_file_is_not_written_over(run: Any, written: Path) -> None:
    again = run("template", str(written))
    assert again.exit_code == 2
    assert "已有这个文件" in again.stderr
    assert run("template", str(written), "--force").exit_code == 0


def test_json_names_the_sheets(run: Any, tmp_path: Path) -> None:
    body = json.loads(run("template", str(tmp_path / "a.xlsx"), "--json").stdout)
    assert body["sheets"] == SHEETS
