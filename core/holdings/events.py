"""What happens to the holdings as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImported(Event):
    """`digest` is the SHA-256 of the rows: what came in can be proved without being repeated."""

    about: ClassVar[str] = "roster"
    ref: str
    imported: int
    updated: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingsSearched(Event):
    """Who was looked for is told by the dossiers that came up, not by what was typed.

    A hash of a name would hide nothing: anyone can hash all names. `by` is the kind of word.
    """

    about: ClassVar[str] = "room"
    ref: str
    by: str
    hits: int
    more: bool
    dossiers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEvent(Event):
    """`ref` is the hold's number: whose dossier rests is not said in the log."""

    about: ClassVar[str] = "hold"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(HoldEvent):
    document: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldConfirmed(HoldEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLiftProposed(HoldEvent):
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted(HoldEvent):
    document: str
