"""What happens after a count that did not agree (归还不符). `ref` is the volume's label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.custody.events import VolumeEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesAskedBack(VolumeEvent):
    custody: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesCountedBack(VolumeEvent):
    custody: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyScanned(VolumeEvent):
    """`file` is the stored file's opaque reference."""

    custody: int
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelendingRecorded(VolumeEvent):
    custody: int
    document: str
