"""What happens to reminders (提醒). `ref` is what a reminder was about; people only by their posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(Event):
    about: ClassVar[str] = "request"
    ref: str
    subject: str
    rung: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRemindersEvent(Event):
    """`ref` is the member's pseudonym."""

    about: ClassVar[str] = "member"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersSet(OwnRemindersEvent):
    digest_hour: int | None
    quiet_from: int
    quiet_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersPaused(OwnRemindersEvent):
    """`stand_in` is the other's pseudonym."""

    until: date
    stand_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCardsHushed(OwnRemindersEvent):
    """None: they come again."""

    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersResumed(OwnRemindersEvent):
    pass
