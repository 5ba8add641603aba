"""What happens to a volume (卷). `ref` is the volume's label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeEvent(Event):
    about: ClassVar[str] = "volume"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeSeen(VolumeEvent):
    source: str
    device: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeHandedOver(VolumeEvent):
    request: str
    custody: int
    kind: str
    due_on: date | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCarriedOver(VolumeEvent):
    """Out since before the system began; entered on the word of the old register."""

    request: str
    custody: int
    opened_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPaused(VolumeEvent):
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingResumed(VolumeEvent):
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeReturned(VolumeEvent):
    request: str
    custody: int
    occurred_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnChecked(VolumeEvent):
    request: str
    custody: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyFound(VolumeEvent):
    request: str
    custody: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancySettled(VolumeEvent):
    request: str
    custody: int
