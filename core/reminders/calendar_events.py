"""What happens to the calendar (工作日历), and to the days that were counted by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.custody.events import VolumeEvent
from core.event import Event
from core.requests.events import RequestEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class YearKnown(Event):
    """`ref` is the year; `document` the notice's number, empty where the library knew it."""

    about: ClassVar[str] = "calendar"
    ref: str
    source: str
    document: str
    exceptions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDaySettled(VolumeEvent):
    """A provisional due day was counted again; the same day when it stood."""

    request: str
    custody: int
    due_before: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDaySettled(RequestEvent):
    """The day until which the volumes are kept was counted again."""

    kept_before: date
    kept_until: date
