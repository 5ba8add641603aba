"""Time is passed in: nothing in core or rules asks the machine what time it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Whoever knows the time; `now` is timezone-aware UTC."""

    def now(self) -> datetime: ...


def local_date(at: datetime) -> date:
    """The office's calendar day of a moment (Asia/Shanghai)."""
    return at.astimezone(SHANGHAI).date()
