"""What happens to a late entry (补录). References are opaque; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEvent(Event):
    about: ClassVar[str] = "late_entry"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntered(LateEvent):
    kind: str
    occurred_at: datetime
    room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateScanned(LateEvent):
    """`file` is the stored file's opaque reference."""

    file: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateConfirmed(LateEvent):
    """Recorded, recorded and referred to the head, or a mismatch; both times stand here."""

    kind: str
    state: str
    occurred_at: datetime
    recorded_at: datetime
    request: str
    custody: int | None
    laws: tuple[str, ...]
    mismatch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWithdrawn(LateEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class LateSettled(LateEvent):
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRead(LateEvent):
    """Somebody of the room opened it with its names."""
