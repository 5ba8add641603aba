"""导入花名册：要么全部，要么一个也不 / A roster is imported whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROSTERS = Path(__file__).parents[2] / "core/holdings/rosters"
CLEAN, BROKEN = str(ROSTERS / "roster_clean.xlsx"), str(ROSTERS / "roster_broken.xlsx")
NOTHING_WRONG: list[object] = []


def test_a_clean_roster_is_imported_and_the_second_time_updated(run: Any) -> None:
    run("init")
    first = json.loads(run("import", CLEAN, "--json").stdout)
    assert first == {"imported": 300, "updated": 0, "problems": NOTHING_WRONG}
    second = json.loads(run("import", CLEAN, "--json").stdout)
    assert second == {"imported": 0, "updated": 300, "problems": NOTHING_WRONG}


def test_a_dry_run_says_what_would_be_and_changes_nothing(run: Any) -> None:
    run("init")
    assert json.loads(run("import", CLEAN, "--dry-run", "--json").stdout)["imported"] == 300
    assert json.loads(run("import", CLEAN, "--dry-run", "--json").stdout)["imported"] == 300


def test_any_problem_and_nothing_is_imported(run: Any) -> None:
    run("init")
    done = run("import", BROKEN, "--json")
    body = json.loads(done.stdout)
    assert (done.exit_code, body["imported"], body["updated"]) == (1, 0, 0)
    assert sorted(body["problems"][0]) == ["column", "problem", "row", "sheet"]
    assert json.loads(run("import", CLEAN, "--dry-run", "--json").stdout)["updated"] == 0


def test_problems_are_told_in_chinese_line_by_line(run: Any) -> None:
    run("init")
    told = run("import", BROKEN).stdout.splitlines()
    assert told[0].startswith("没有导入：有 ")
    assert told[1].startswith("花名册 第 ")


def test_a_file_that_is_no_workbook_is_a_problem_not_an_error(run: Any, tmp_path: Path) -> None:
    run("init")
    letter = tmp_path / "letter.xlsx"
    letter.write_text("dear archive")
    done = run("import", str(letter), "--json")
    assert done.exit_code == 1
    assert len(json.loads(done.stdout)["problems"]) == 1


def test_a_missing_file_is_bad_input(run: Any, tmp_path: Path) -> None:
    assert run("import", str(tmp_path / "none.xlsx")).exit_code == 2
