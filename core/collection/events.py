"""What happens to a submission (移交批次). References are opaque; nobody and no material is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionEvent(Event):
    about: ClassVar[str] = "submission"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionDrafted(SubmissionEvent):
    pieces: int
    by_paper: bool
    of_an_organ: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRefused(SubmissionEvent):
    """The law said no to some lines of a list; nothing of it was kept."""

    is_refusal: ClassVar[bool] = True
    pieces: int
    laws: tuple[str, ...]
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionChanged(SubmissionEvent):
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionListed(SubmissionEvent):
    """The list was printed; `first` the first time since it was last changed."""

    submission: int
    number: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionCountedIn(SubmissionEvent):
    """Both have signed (清点签收): the sender's clock stops, the room's begins."""

    submission: int
    number: str
    counted: int
    missing: int
    late: bool
    inspect_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionWithdrawn(SubmissionEvent):
    submission: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRead(SubmissionEvent):
    """Somebody opened the list with its names; `where` is desk, counter or form."""

    where: str
