"""The citizen id number (公民身份号码, GB 11643-1999): form, date of birth, check digit.

The region is not checked: numbers of invented people start with 99, which no region has.
"""

from __future__ import annotations

import re
from datetime import date

from core.holdings.roster.cells import Cell, number_text
from core.holdings.roster.problem import Unreadable
from core.holdings.roster.year_month import YearMonth

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
FORM = re.compile(r"[0-9]{17}[0-9X]")


def id_number(cell: Cell) -> str:
    """The 18 characters, X upper case.

    Raises Unreadable with id_stored_as_number (a spreadsheet keeps 15 digits of a number),
    id_wrong_length, id_birth_date_impossible or id_check_digit_wrong.
    """
    if isinstance(cell, (float, int)):
        raise Unreadable("id_stored_as_number")
    number = number_text(cell).upper()
    if not FORM.fullmatch(number):
        raise Unreadable("id_wrong_length", length=len(number))
    if not _is_a_day(number[6:14]):
        raise Unreadable("id_birth_date_impossible")
    if check_digit(number[:17]) != number[17]:
        raise Unreadable("id_check_digit_wrong")
    return number


def check_digit(first_17: str) -> str:
    """The last character that belongs to the first seventeen (ISO 7064 MOD 11-2)."""
    total = sum(map(int.__mul__, WEIGHTS, map(int, first_17)))
    return CHECK_DIGITS[total % 11]


def born_by(number: str) -> YearMonth:
    """The year and month of birth that a readable id number states."""
    return YearMonth(f"{number[6:10]}-{number[10:12]}")


def _is_a_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
