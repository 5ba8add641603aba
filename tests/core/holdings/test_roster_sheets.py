"""表头按名称找；标题、空行、合计、落款不算人；缺列、重列、缺表说清楚。

Headings are found by name; titles, blank rows, totals and notes are nobody; gaps are named.
"""

from typing import Any

from bot.demo.people import synthetic_people
from core.holdings.roster import Roster, read_roster
from tests.support.roster_workbook import HEADINGS, cells, workbook

PEOPLE = [[n, *cells(person)] for n, person in enumerate(synthetic_people(3, 3), 1)]


def read(*rows: list[Any]) -> Roster:
    return read_roster(workbook(rows))


def test_titles_blank_rows_totals_and_notes_are_nobody() -> None:
    roster = read(
        ["××市干部人事档案花名册"],
        ["填报时间：2026年11月", "", "共3人"],
        [],
        HEADINGS,
        PEOPLE[0],
        [],
        HEADINGS,
        PEOPLE[1],
        ["小计", "", 2],
        PEOPLE[2],
        ["合计", "", "", "3人", 3, 3, 3],
        ["填表人：×××", "审核人：×××", "", "2026年11月"],
    )
    assert ([row.row for row in roster.rows], roster.problems) == ([5, 8, 10], [])


def test_headings_are_known_with_spaces_line_breaks_brackets_and_other_names() -> None:
    other = {
        "管理权限": "管理\n权限",
        "身份证号": "公民身份号码",
        "正本卷数": " 正本卷数（卷）",
        "姓名": "姓　名",
    }
    roster = read([other.get(heading, heading) for heading in HEADINGS], *PEOPLE)
    assert (len(roster.rows), roster.problems) == (3, [])


def test_a_problem_names_the_heading_as_this_sheet_has_it() -> None:
    heading = ["公民身份号码" if h == "身份证号" else h for h in HEADINGS]
    person = list(PEOPLE[0])
    person[heading.index("公民身份号码")] = "1"
    assert read(heading, person).problems[0].column == "公民身份号码"


def test_columns_may_stand_in_any_order_among_unknown_ones() -> None:
    rows = [[*reversed(row), "其他内容"] for row in [HEADINGS, *PEOPLE]]
    assert read(*rows).rows == read(HEADINGS, *PEOPLE).rows


def test_every_required_column_that_is_missing_is_named() -> None:
    problems = read(["姓名", "性别", "民族", "备注"], ["柳思远", "女", "汉族", ""]).problems
    assert [(p.row, p.column) for p in problems[:2]] == [(1, "出生年月"), (1, "工作单位")]
    assert {p.code for p in problems} == {"heading_missing"}


def test_a_column_that_stands_there_twice_is_named() -> None:
    (problem,) = read([*HEADINGS, "档案号"], *PEOPLE).problems
    assert (problem.code, problem.column) == ("heading_twice", "档案号")


def test_a_person_without_a_name_is_a_problem_and_not_passed_over() -> None:
    nameless = [4, "", *PEOPLE[0][2:]]
    (problem,) = read(HEADINGS, nameless).problems
    assert (problem.row, problem.column, problem.code) == (2, "姓名", "cell_empty")


def test_sheets_without_headings_or_people_say_so() -> None:
    assert [p.code for p in read(["随便", "写写"]).problems] == ["headings_missing"]
    assert [p.code for p in read(HEADINGS).problems] == ["nobody_listed"]
    assert [p.code for p in read_roster(workbook([], "名单")).problems] == ["sheet_missing"]
