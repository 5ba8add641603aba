"""What happens to digital copies (数字档案). `ref` is the dossier's number, or `scans` for the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansAsked(Event):
    about: ClassVar[str] = "scans"
    ref: str
    decision: int
    document: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansDecided(Event):
    """`asked_by` is the first officer's pseudonym."""

    about: ClassVar[str] = "scans"
    ref: str
    decision: int
    document: str
    until: date
    asked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansStopped(Event):
    """An officer ended it before its day."""

    about: ClassVar[str] = "scans"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansImported(Event):
    """`images` are new ones, `replaced` those of them that took another's place."""

    about: ClassVar[str] = "dossier"
    ref: str
    images: int
    replaced: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansChecked(Event):
    """Images and catalogue were compared; `found` mismatches are there, `waiting` for a person."""

    about: ClassVar[str] = "dossier"
    ref: str
    found: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanMismatchSettled(Event):
    about: ClassVar[str] = "dossier"
    ref: str
    mismatch: str
    code: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRead(Event):
    """A page was shown, marked, to the readers of this case; `image` is its reference."""

    about: ClassVar[str] = "dossier"
    ref: str
    request: str
    image: str
