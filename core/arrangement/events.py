"""What happens in an arrangement job (整理任务). `ref` is the job's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent(Event):
    about: ClassVar[str] = "arrangement"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementBegun(JobEvent):
    kind: str
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeArranged(JobEvent):
    volume: str
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementEnded(JobEvent):
    volumes: int
    sheets: int
