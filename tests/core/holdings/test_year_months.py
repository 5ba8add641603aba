"""年月的各种写法读成同一种；读不准的不猜。

Many spellings of year and month come out as YYYY-MM; what is not certain is asked back.
"""

from datetime import date, datetime

import pytest

from core.holdings.roster.cells import Cell
from core.holdings.roster.problem import Unreadable
from core.holdings.roster.year_month import year_month

SPELLINGS = """
1985年8月 1985年08月 1985-08 1985-8 1985/8 1985.8 1985.08 198508 19850801 1985年8月1日
1985-08-01 1985/8/1 １９８５年８月 １９８５．０８ 1985—08
"""


@pytest.mark.parametrize("written", SPELLINGS.split())
def test_every_usual_spelling_is_august_1985(written: str) -> None:
    assert year_month(written) == "1985-08"
    assert year_month(f"　{written} ") == "1985-08"


@pytest.mark.parametrize(
    "cell", [date(1985, 8, 1), datetime(1985, 8, 31, 12), 198508.0, 1985.08, 1985.8]
)
def test_dates_and_numbers_of_the_spreadsheet_are_taken(cell: Cell) -> None:
    assert year_month(cell) == "1985-08"


def test_january_and_october_written_as_text_are_told_apart() -> None:
    assert (year_month("2014.1"), year_month("2014.10")) == ("2014-01", "2014-10")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1985.13", "date_month_impossible"),
        ("198500", "date_month_impossible"),
        (2014.1, "date_month_ambiguous"),
        ("1985", "date_without_month"),
        (1985.0, "date_without_month"),
        ("0985-08", "date_year_impossible"),
        ("85年8月", "date_unreadable"),
        ("不详", "date_unreadable"),
        (True, "date_unreadable"),
        (31245.0, "date_unreadable"),
    ],
)
def test_what_cannot_be_a_year_and_month_says_why(cell: Cell, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        year_month(cell)
    assert refused.value.code == code
