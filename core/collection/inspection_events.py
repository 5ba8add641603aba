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
    """`result` is passed, returned, not_for_filing or doubtful."""

    piece: int
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFinished(InspectionEvent):
    submission: int
