"""Readings become findings (读取 → 在位判断): which tag lies on the desk, and which left it.

Fixed windows with hysteresis. A tag enters after reads in `enter_rounds` different rounds within
`enter_seconds`, so neither a ghost read nor a doubled report is enough. It leaves after
`leave_rounds` rounds and `leave_seconds` without a read. Only a finished round of a living reader
is heard here, so a silent reader can never make a tag leave.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from hardware_bridge.wire import Kind, Reading


@dataclass(frozen=True, slots=True)
class Window:
    """How sure is sure: rounds are inventory cycles of the reader, seconds are clock ticks."""

    enter_rounds: int = 2
    enter_seconds: float = 1.0
    leave_rounds: int = 5
    leave_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion, not yet an event: the spool gives it an id and a seq."""

    kind: Kind
    tag: str | None = None
    antenna: int | None = None
    rssi_dbm: int | None = None
    count: int = 0


@dataclass(slots=True)
class _Visit:
    heard_at: deque[float] = field(default_factory=deque)
    is_present: bool = False
    silent_rounds: int = 0
    count: int = 0
    strongest: Reading | None = None

    def hear(self, readings: list[Reading], ticks: float, window: Window) -> None:
        while self.heard_at and ticks - self.heard_at[0] > window.enter_seconds:
            self.heard_at.popleft()
        self.heard_at.append(ticks)
        self.silent_rounds = 0
        self.count += sum(reading.count for reading in readings)
        known = [self.strongest] if self.strongest else []
        self.strongest = max([*known, *readings], key=_strength)

    def found(self, kind: Kind, tag: str) -> Finding:
        best = self.strongest or Reading(tag=tag)
        return Finding(kind, tag, best.antenna, best.rssi_dbm, self.count)


class Presence:
    """What lies on one reader, from its connection on. A new connection starts a new one."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._visits: dict[str, _Visit] = {}

    def hear(self, readings: Iterable[Reading], ticks: float) -> list[Finding]:
        """Take one finished round, empty or not; give the changes it proves."""
        heard: dict[str, list[Reading]] = {}
        for reading in readings:
            heard.setdefault(reading.tag, []).append(reading)
        entered = [self._enter(tag, same, ticks) for tag, same in heard.items()]
        left = [self._miss(tag, ticks) for tag in list(self._visits) if tag not in heard]
        return [finding for finding in (*left, *entered) if finding]

    def _enter(self, tag: str, readings: list[Reading], ticks: float) -> Finding | None:
        visit = self._visits.setdefault(tag, _Visit())
        visit.hear(readings, ticks, self._window)
        if visit.is_present or len(visit.heard_at) < self._window.enter_rounds:
            return None
        visit.is_present = True
        return visit.found("tag_seen", tag)

    def _miss(self, tag: str, ticks: float) -> Finding | None:
        visit, window = self._visits[tag], self._window
        visit.silent_rounds += 1
        silent_seconds = ticks - visit.heard_at[-1]
        if not visit.is_present:
            if silent_seconds > window.enter_seconds:
                del self._visits[tag]
            return None
        if visit.silent_rounds < window.leave_rounds or silent_seconds < window.leave_seconds:
            return None
        del self._visits[tag]
        return visit.found("tag_gone", tag)


def _strength(reading: Reading) -> int:
    return -999 if reading.rssi_dbm is None else reading.rssi_dbm
