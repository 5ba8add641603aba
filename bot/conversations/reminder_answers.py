"""Hours and days as people type them (钟点与日期): 8、上午8点、18-8、12月1日、2026-12-01."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

_HOUR = re.compile(r"(?:每天|早上|上午|下午|晚上)*\s*(\d{1,2})\s*(?:点|时|:00)?(?:整)?")
_HOURS = re.compile(
    r"(\d{1,2})\s*(?:点|时|:00)?\s*(?:-|—|~|到|至)+\s*(?:次日)?\s*(\d{1,2})\s*(?:点|时|:00)?"
)
_DAY = re.compile(r"(?:(\d{4})\s*[-年./])?\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
_AFTERNOON = ("下午", "晚上")


def hour_in(text: str) -> int | None:
    """An hour from 0 to 23; 下午3点 is 15."""
    plain = _plain(text)
    found = _HOUR.fullmatch(plain)
    if found is None:
        return None
    hour = int(found[1])
    if hour < 12 and any(word in plain for word in _AFTERNOON):
        hour += 12
    return hour if hour < 24 else None


def hours_in(text: str) -> tuple[int, int] | None:
    """From which hour until which."""
    found = _HOURS.fullmatch(_plain(text))
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if first < 24 and last < 24 else None


def day_in(text: str, today: date) -> date | None:
    """A day; without a year the next one of that name. None for no day, or one that is past."""
    return next((day for day in _days(text, (today.year, today.year + 1)) if day >= today), None)


def past_day_in(text: str, today: date) -> date | None:
    """A day; without a year the last one of that name. None for no day, or one to come."""
    return next((day for day in _days(text, (today.year, today.year - 1)) if day <= today), None)


def _days(text: str, years: tuple[int, int]) -> Iterator[date]:
    found = _DAY.fullmatch(_plain(text))
    for year in [int(found[1])] if found and found[1] else years if found else ():
        assert found is not None
        try:
            yield date(year, int(found[2]), int(found[3]))
        except ValueError:
            continue


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
