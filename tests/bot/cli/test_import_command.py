"""导入花名册：要么全部，要么一个也不 / A roster is imported whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.support.room_workbook import people, room_workbook
from tests.support.roster_workbook import one_person

ROSTERS = Path(__file__).parents[2] / "core/holdings/rosters"
CLEAN, BROKEN = str(ROSTERS / "roster_clean.xlsx"), str(ROSTERS / "roster_broken.xlsx")
MESSY = str(ROSTERS / "roster_messy.xlsx")
NOTHING_WRONG: list[object] = []


def test_a_clean_roster_is_imported_and_the_second_time_nothing_changes(run: Any) -> None:
    run("init")
    first = json.loads(run("import", CLEAN, "--json").stdout)
    assert first == {"imported": 300, "updated": 0, "problems": NOTHING_WRONG}
    second = json.loads(run("import", CLEAN, "--json").stdout)
    assert second == {"imported": 0, "updated": 300, "unchanged": 300, "problems": NOTHING_WRONG}
    assert run("import", CLEAN).stdout == "花名册 300 人与系统里的一致，没有变化。\n"


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


def test_the_messy_roster_is_imported_whole(run: Any) -> None:
    run("init")
    body = json.loads(run("import", MESSY, "--json").stdout)
    assert (body["imported"], body["problems"]) == (300, NOTHING_WRONG)


def test_the_broken_roster_names_all_twelve_rows(run: Any) -> None:
    run("init")
    body = json.loads(run("import", BROKEN, "--json").stdout)
    assert len({problem["row"] for problem in body["problems"]}) == 12


def test_a_dry_run_tells_column_by_column_what_would_change(run: Any, tmp_path: Path) -> None:
    run("init")
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    first.write_bytes(room_workbook(people()))
    second.write_bytes(room_workbook([replace(people(1)[0], post="局长", status="retired")]))
    run("import", str(first))
    body = json.loads(run("import", str(second), "--dry-run", "--json").stdout)
    changes = body["changes"]
    assert (body["updated"], changes["changed"], changes["unchanged"]) == (1, 1, 0)
    assert changes["first"][0]["dossier"] == "GB-00001"
    assert {c["column"]: c["to"] for c in changes["first"][0]["changes"]} == {
        "职务": "局长",
        "状态": "退休",
    }
    assert "状态：在职 → 退休" in run("import", str(second), "--dry-run").stdout


def test_a_remark_is_told_and_keeps_nothing_back(run: Any, tmp_path: Path) -> None:
    run("init")
    path = tmp_path / "settled.xlsx"
    path.write_bytes(one_person(born="1950-01"))
    body = json.loads(run("import", str(path), "--json").stdout)
    assert (body["imported"], body["problems"], len(body["remarks"])) == (1, NOTHING_WRONG, 1)


def test_progress_goes_to_stderr_and_the_result_alone_to_stdout(run: Any) -> None:
    run("init")
    done = run("import", CLEAN, "--json")
    assert "写入" in done.stderr
    assert json.loads(done.stdout)["imported"] == 300


def test_a_problem_in_any_sheet_keeps_everything_back(run: Any, tmp_path: Path) -> None:
    run("init")
    path = tmp_path / "loans.xlsx"
    loan = ["GB-09999", "正本", 1, "市财政局", "2026-01-05", "2026-01-14", ""]
    path.write_bytes(room_workbook(people(), 在借=[loan]))
    done = run("import", str(path), "--json")
    body = json.loads(done.stdout)
    assert (done.exit_code, body["imported"]) == (1, 0)
    assert (body["problems"][0]["sheet"], body["problems"][0]["row"]) == ("在借", 2)
    assert json.loads(run("import", CLEAN, "--dry-run", "--json").stdout)["updated"] == 0
