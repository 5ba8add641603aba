"""What happens to key facts (三龄两历一身份). `ref` is the item's; no dossier and no value is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFactEvent(Event):
    about: ClassVar[str] = "shown_fact"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFactRecorded(ShownFactEvent):
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFactWithdrawn(ShownFactEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceEvent(Event):
    about: ClassVar[str] = "difference"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceOpened(DifferenceEvent):
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceDoubted(DifferenceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceCorrected(DifferenceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWritten(DifferenceEvent):
    finding: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntered(DifferenceEvent):
    decision: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCompared(DifferenceEvent):
    """The second person held the paper beside what was entered."""

    decision: int
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralEntered(DifferenceEvent):
    """A letter to a discipline body, or its answer; what it says stands in no log."""

    letter: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCompared(DifferenceEvent):
    letter: str
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateListEvent(Event):
    about: ClassVar[str] = "update_list"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesExported(UpdateListEvent):
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesAcknowledged(UpdateListEvent):
    taken: int
    left: int
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFactsRead(Event):
    """`ref` is the dossier's number."""

    about: ClassVar[str] = "dossier"
    ref: str
