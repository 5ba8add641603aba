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
class VolumeCounted(VolumeEvent):
    """`moment` is before (出库) or after (归还)."""

    request: str
    moment: str
    pieces: int
    pages: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanExtended(VolumeEvent):
    """The volume may stay away longer."""

    request: str
    custody: int
    due_before: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRecalled(VolumeEvent):
    """The head wants it back sooner (提前收回)."""

    request: str
    custody: int
    due_before: date
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionEvent(Event):
    """What happens to the `nth` extension (延期) of a request's loan; `ref` is the request's."""

    about: ClassVar[str] = "request"
    ref: str
    nth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(ExtensionEvent):
    days: int
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionSigned(ExtensionEvent):
    """A signature on the way to the grant, or the last one."""

    step: str
    way: str
    on_behalf_of: int | None
    recorded_by: int | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionTurnedDown(ExtensionEvent):
    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionWithdrawn(ExtensionEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionLapsed(ExtensionEvent):
    """The volumes came back, or were called back, before anyone decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpBegun(VolumeEvent):
    """室内查核: the volume moved to the desk of one who looks something up; nobody reads it."""

    request: str
    custody: int
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpEnded(VolumeEvent):
    request: str
    custody: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPacked(Event):
    """Bag, way and carriers were written down; `ref` is the request's."""

    about: ClassVar[str] = "request"
    ref: str
    slip: str
    way: str
