"""A clock that the demo's past (演示历史) is played on: forwards only, since the log runs forwards."""

from __future__ import annotations

from datetime import datetime


class MovingClock:
    """`now()` is the last moment that was set."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        """Go on to a later moment; an earlier one leaves the clock where it is."""
        self._at = max(self._at, at)
