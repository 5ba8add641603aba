"""What happens to gaps (缺失材料) and to the facts they follow from. `ref` is the dossier's number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CadreFactsChanged(Event):
    """`cadre` is the row's id; what the facts are stands in no log."""

    about: ClassVar[str] = "dossier"
    ref: str
    cadre: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapEvent(Event):
    about: ClassVar[str] = "dossier"
    ref: str
    gap: int
    dossier: int
    unit: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapClosed(GapEvent):
    """`how` is closed (by the paper) or explained."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReopened(GapEvent):
    """A person said so: the paper that closed it was taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationProposed(GapEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationDeclined(GapEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsCounted(Event):
    """A stretch of a room's dossiers was counted; `ref` is the room's name."""

    about: ClassVar[str] = "room"
    ref: str
    dossiers: int
    found: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapListIssued(Event):
    """A unit's list was made out with its last day; `ref` is the unit's name."""

    about: ClassVar[str] = "unit"
    ref: str
    lines: int
    due_on: str
