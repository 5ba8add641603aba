"""前后不一致的要指出：重复编号、出生与身份证、先后次序、未来日期、未知档案室。

What contradicts itself is named: repeated numbers, birth and id, order in time, unknown rooms.
"""

from datetime import date
from typing import Any

import pytest

from bot.demo.people import synthetic_people
from core.holdings.roster import Problem, read_roster
from tests.support.roster_workbook import HEADINGS, cells, one_person, workbook

BORN = next(synthetic_people(1, 1)).born


def problems(**changed: Any) -> list[Problem]:
    return read_roster(one_person(**changed)).problems


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"began_work": BORN}, "参加工作时间", "not_after_birth"),
        ({"joined_party": "1949-10"}, "入党时间", "not_after_birth"),
        ({"originals": 0, "duplicates": 0}, "正本卷数", "no_volume"),
    ],
)
def test_cells_of_one_row_that_contradict_each_other_are_named(
    changed: dict[str, Any], column: str, code: str
) -> None:
    (problem,) = problems(**changed)
    assert (problem.column, problem.code) == (column, code)


def test_a_birth_date_that_the_organisation_settled_is_a_remark_and_keeps_nothing_back() -> None:
    roster = read_roster(one_person(born="1950-01"))
    assert (len(roster.rows), roster.problems) == (1, [])
    (remark,) = roster.remarks
    assert (remark.column, remark.code) == ("出生年月", "born_contradicts_id")


def test_a_room_that_keeps_only_the_duplicate_is_taken() -> None:
    assert problems(originals=0, duplicates=1) == []


def test_numbers_that_come_twice_point_to_the_row_they_first_stood_in() -> None:
    line = cells(next(synthetic_people(1, 1)))
    found = read_roster(workbook([HEADINGS, [1, *line], [2, *line]])).problems
    assert [(p.row, p.column, p.facts) for p in found] == [
        (3, "身份证号", {"first": 2}),
        (3, "档案编号", {"first": 2}),
    ]


def test_one_row_tells_all_its_problems_in_the_order_of_the_columns() -> None:
    found = problems(gender="？", began_work="1900-01", id_number="1", room="")
    assert [p.column for p in found] == ["性别", "参加工作时间", "身份证号", "管档单位"]


def test_a_date_behind_today_is_named_only_when_today_is_given() -> None:
    book = one_person(began_work="2090-01")
    assert read_roster(book).problems == []
    (problem,) = read_roster(book, as_of=date(2026, 11, 25)).problems
    assert (problem.column, problem.code) == ("参加工作时间", "date_in_future")


def test_an_unknown_room_is_named_with_the_known_ones() -> None:
    (problem,) = read_roster(one_person(room="档案馆"), rooms={"组织部档案室"}).problems
    assert problem.facts == {"value": "档案馆", "offered": "组织部档案室"}
