"""What happens to rooms, units, members, roles and deputies; people only by their pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseOpened(Event):
    """The first room and the first two officers exist; nobody confirmed these grants."""

    about: ClassVar[str] = "room"
    ref: str
    administrator: str
    security_officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAdded(Event):
    about: ClassVar[str] = "room"
    ref: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDescribed(Event):
    """`document` is the paper on which a wider list of lending reasons rests."""

    about: ClassVar[str] = "room"
    ref: str
    lending_reasons: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChangeAsked(Event):
    """One officer asks that the room give its approvals in another way (签批方式)."""

    about: ClassVar[str] = "room"
    ref: str
    change: int
    approval: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChanged(Event):
    """Another officer agreed; `asked_by` is the first one's pseudonym."""

    about: ClassVar[str] = "room"
    ref: str
    change: int
    before: str
    approval: str
    document: str
    asked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAdded(Event):
    about: ClassVar[str] = "unit"
    ref: str
    name: str
    room_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEvent(Event):
    """`ref` is the member's pseudonym."""

    about: ClassVar[str] = "member"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(MemberEvent):
    room_id: int | None
    unit_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantProposed(MemberEvent):
    grant_id: int
    role: str
    room_id: int | None
    unit_id: int | None
    valid_from: datetime
    valid_to: datetime | None
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantConfirmed(MemberEvent):
    """The second officer agreed; `proposed_by` is the first one's pseudonym."""

    grant_id: int
    role: str
    proposed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRevoked(MemberEvent):
    grant_id: int
    role: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyAppointed(MemberEvent):
    """`ref` is the approver, `deputy` the other's pseudonym."""

    deputy_row: int
    deputy: str
    document: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyEnded(MemberEvent):
    deputy_row: int
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarEvent(Event):
    """`ref` is the bar's number: whom it names is not said in the log."""

    about: ClassVar[str] = "bar"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPlaced(BarEvent):
    document: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarConfirmed(BarEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLiftProposed(BarEvent):
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLifted(BarEvent):
    document: str
