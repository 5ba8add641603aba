"""身份证号：十八位、出生日期、校验位；不显示号码本身。

Id numbers: eighteen characters, a day of birth, a check digit; problems never repeat the number.
"""

from typing import Any

import pytest

from core.holdings.roster import read_roster
from core.holdings.roster.cells import Cell
from core.holdings.roster.id_number import born_by, id_number
from core.holdings.roster.problem import Unreadable
from tests.support.roster_workbook import one_person


@pytest.mark.parametrize(
    "typed",
    [
        "99898219680115143X",
        "99898219680115143x",
        "９９８９８２１９６８０１１５１４３Ｘ",
        " 998982 19680115 143X",
        "'99898219680115143X",
    ],
)
def test_the_ways_to_type_a_number_come_out_alike(typed: str) -> None:
    assert id_number(typed) == "99898219680115143X"
    assert born_by(id_number(typed)) == "1968-01"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (996622197010267807.0, "id_stored_as_number"),
        ("9966221970102678", "id_wrong_length"),
        ("99662219701026780A", "id_wrong_length"),
        ("996622197013267807", "id_birth_date_impossible"),
        ("996622197010267808", "id_check_digit_wrong"),
    ],
)
def test_a_number_that_cannot_be_says_why(cell: Cell, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        id_number(cell)
    assert refused.value.code == code


@pytest.mark.parametrize("wrong", ["9966221970102678", "996622197010267808"])
def test_a_problem_never_repeats_the_number(wrong: Any) -> None:
    (problem,) = read_roster(one_person(id_number=wrong)).problems
    assert wrong not in repr(problem)
