"""What happens at inspection (鉴别). `ref` is the submission's opaque ref, ids are the rows'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionEvent(Event):
    about: ClassVar[str] = "submission"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceDecided(InspectionEvent):
    """`result` is passed, returned, not_for_filing or doubtful; `laws` the codes of the reasons."""

    piece: int
    result: str
    laws: tuple[str, ...] = ()
    second_check: bool = False
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceChecked(InspectionEvent):
    """The second check; where it does not agree the piece is inspected anew."""

    piece: int
    result: str
    agrees: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFinished(InspectionEvent):
    submission: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlipPrinted(InspectionEvent):
    slip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPickedUp(InspectionEvent):
    slip: str
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtSettled(InspectionEvent):
    piece: int
    outcome: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionClosed(InspectionEvent):
    submission: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRead(InspectionEvent):
    """Somebody saw the piece's page with the cadre's name."""

    piece: int
