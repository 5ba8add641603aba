"""阅档室开放时间：从本室印在通知上的那句话读出来，读不出就不据此提醒。
Opening hours are read from the room's own sentence; one without hours says nothing.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from core.clock import SHANGHAI
from core.requests.opening import is_open

USUAL = "工作日 9:00—11:30、14:30—17:00"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026; the 25th is a Wednesday, the 28th a Saturday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        (at(25, 9), True),
        (at(25, 11, 29), True),
        (at(25, 11, 30), False),
        (at(25, 13), False),
        (at(25, 16, 59), True),
        (at(25, 17), False),
        (at(28, 10), False),
    ],
)
def test_the_room_reads_within_its_hours_on_working_days(moment: datetime, opened: bool) -> None:
    assert is_open(USUAL, moment, None) is opened


def test_the_calendar_of_exceptions_comes_before_the_weekday() -> None:
    assert is_open(USUAL, at(28, 10), works=True)
    assert not is_open(USUAL, at(25, 10), works=False)


@pytest.mark.parametrize("said", ["", "请先电话预约", "工作日"])
def test_a_sentence_without_hours_never_closes_the_room(said: str) -> None:
    assert is_open(said, at(28, 3), None)


@pytest.mark.parametrize("said", ["8:30-12:00", "8：30～12：00", "08:30 至 12:00"])
def test_the_hours_may_be_written_in_several_ways(said: str) -> None:
    assert is_open(said, at(25, 8, 30), None)
    assert not is_open(said, at(25, 12, 1), None)
