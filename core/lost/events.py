"""What happens while a volume is missing (查找). `ref` is the volume's label, `search` the search's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEvent(Event):
    about: ClassVar[str] = "volume"
    ref: str
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeMissed(SearchEvent):
    noticed: str
    term_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineHeldUp(SearchEvent):
    """A request's volume is missing, found again or given up: its card says so."""

    request: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLooked(SearchEvent):
    look: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeSighted(SearchEvent):
    sighting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingCompared(SearchEvent):
    sighting: int
    refuted: bool
    agrees: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFound(SearchEvent):
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSetAside(SearchEvent):
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossConfirmed(SearchEvent):
    number: str
    early: bool
    frozen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReportPrinted(SearchEvent):
    number: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfChecked(SearchEvent):
    slots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildingApproved(SearchEvent):
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAsked(SearchEvent):
    source: int
    kind: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettled(SearchEvent):
    source: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRebuilt(SearchEvent):
    """`label` is the new volume's."""

    label: str
    basis: str
