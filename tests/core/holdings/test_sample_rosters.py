"""整洁的花名册全部读入；凌乱的也全部读入；有问题的逐行指出，一行不漏。

The clean and the messy sample read whole; the broken one names each of its twelve rows.
"""

from pathlib import Path

import pytest

from core.holdings.roster import Roster, RosterRow, read_roster

SAMPLES = Path(__file__).parent / "rosters"
TWELVE_ROWS = {
    (5, "正本卷数", "count_unreadable"),
    (7, "出生年月", "date_month_impossible"),
    (20, "身份证号", "id_check_digit_wrong"),
    (25, "正本卷数", "count_unreadable"),
    (36, "工作单位", "cell_empty"),
    (44, "正本卷数", "count_unreadable"),
    (47, "出生年月", "date_month_impossible"),
    (81, "正本卷数", "count_unreadable"),
    (82, "身份证号", "id_check_digit_wrong"),
    (103, "档案编号", "dossier_number_twice"),
    (121, "出生年月", "date_month_impossible"),
    (123, "工作单位", "cell_empty"),
}


def sample(name: str) -> Roster:
    return read_roster(SAMPLES / f"roster_{name}.xlsx")


@pytest.mark.parametrize("name", ["clean", "messy"])
def test_three_hundred_people_are_read_without_a_problem(name: str) -> None:
    roster = sample(name)
    assert (len(roster.rows), roster.problems) == (300, [])


def test_a_row_is_read_cell_by_cell() -> None:
    assert sample("clean").rows[1] == RosterRow(
        row=3,
        name="沈芳然",
        gender="male",
        ethnicity="汉族",
        born="1963-01",
        began_work="1985-08",
        joined_party="1987-06",
        party_standing="cpc_member",
        fulltime_education="大专",
        inservice_education="省委党校研究生",
        unit="市卫生健康委",
        post="副局长",
        rank="",
        custody_authority="municipal",
        id_number="995236196301216939",
        dossier_number="GB-00002",
        originals=1,
        duplicates=1,
        slot="D-10-1",
        secrecy="work_secret",
        room="组织部档案室",
        unit_nature="organ",
        establishment="administrative",
        personnel_kind="equated",
        title_level="none",
        selected_graduate=True,
        status="in_post",
        remark="",
    )


def test_the_many_spellings_of_a_messy_roster_come_out_alike() -> None:
    first, second = sample("messy").rows[:2]
    assert (first.row, first.born, first.began_work) == (4, "1985-08", "2007-07")
    assert (second.born, second.began_work, second.joined_party) == (
        "1990-03",
        "2012-12",
        "2014-06",
    )
    assert {row.ethnicity for row in sample("messy").rows} == {"汉族", "苗族", "土家族"}


def test_the_broken_roster_names_each_of_its_twelve_rows() -> None:
    problems = sample("broken").problems
    assert {(p.row, p.column, p.code) for p in problems} == TWELVE_ROWS
    assert len(problems) == 12
    assert problems[9].facts == {"first": 4}
