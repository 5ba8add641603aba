"""What happens to a sheet (摘录单、复制件). `ref` is the sheet's; nobody and no content is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEvent(Event):
    about: ClassVar[str] = "sheet"
    ref: str
    number: str
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIssued(SheetEvent):
    kind: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCountedBack(SheetEvent):
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChecked(SheetEvent):
    """经核对与原件一致: compared with the original and stamped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTakenAway(SheetEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDestroyed(SheetEvent):
    registration: str
