"""A clock that stands still until a test moves it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

# Wednesday 25 November 2026, 09:00 in Shanghai: a working day.
MORNING = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


class FixedClock:
    """`now()` is always the same moment, until `advance` or `set`."""

    def __init__(self, at: datetime = MORNING) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def advance(self, **by: float) -> datetime:
        """Move on: `clock.advance(minutes=15)`; gives the new time."""
        self._at += timedelta(**by)
        return self._at

    def set(self, at: datetime) -> None:
        """Go to a moment, backwards too."""
        self._at = at


class RunningClock(FixedClock):
    """Goes on from its moment as real time does: for what waits before it tries again."""

    def __init__(self, at: datetime = MORNING) -> None:
        super().__init__(at)
        self._since = time.monotonic()

    def now(self) -> datetime:
        return self._at + timedelta(seconds=time.monotonic() - self._since)
