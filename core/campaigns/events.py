"""What happens in a campaign (专项工作). `ref` is the campaign's reference; no person is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEvent(Event):
    about: ClassVar[str] = "campaign"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBegun(CampaignEvent):
    document: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAdded(CampaignEvent):
    nth: int
    starts_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsJoined(CampaignEvent):
    """These units of the rooms owe what the campaign covers by `due_on`; `outside` report instead."""

    nth: int
    units: tuple[int, ...]
    outside: int
    covers: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignClosed(CampaignEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReopened(CampaignEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFiled(CampaignEvent):
    person: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEnded(CampaignEvent):
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemOpened(CampaignEvent):
    problem: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemMoved(CampaignEvent):
    problem: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresReported(CampaignEvent):
    """`digest` is the SHA-256 of what came back: it can be proved without being repeated."""

    unit: str
    lines: int
    digest: str
