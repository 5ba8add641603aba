"""What happens to a request (查(借)阅申请). References are opaque; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent(Event):
    about: ClassVar[str] = "request"
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSubmitted(RequestEvent):
    number: str
    mode: str
    purpose: str
    round: int
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(RequestEvent):
    """The law said no, at whichever step it was asked."""

    is_refusal: ClassVar[bool] = True
    step: str
    laws: tuple[str, ...]
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApproved(RequestEvent):
    step: str
    way: str
    on_behalf_of: int | None
    recorded_by: int | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMadeReady(RequestEvent):
    kept_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSentBack(RequestEvent):
    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTurnedDown(RequestEvent):
    """A person refused (不予办理), with a reason."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesTurnedDown(RequestEvent):
    """Some lines of a list were refused (逐行不予办理); the rest goes on."""

    step: str
    on_behalf_of: int | None
    lines: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(RequestEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCancelled(RequestEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExpired(RequestEvent):
    """Ready, and nobody came (逾期未取)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClosed(RequestEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPrinted(RequestEvent):
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSighted(RequestEvent):
    signed: bool
    sealed: bool
    dated: bool
    matches: bool
    party_certified: bool
    avoidance_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormScanned(RequestEvent):
    """`file` is the stored file's opaque reference."""

    file: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderIdentified(RequestEvent):
    ordinal: int
    card_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSwapped(RequestEvent):
    """`ordinal` came instead of `replaces`; the change on the paper bears the unit's seal."""

    replaces: int
    ordinal: int
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionCodeIssued(RequestEvent):
    carrier: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionCodePresented(RequestEvent):
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRead(RequestEvent):
    """Somebody opened the case with its names (reading is logged too)."""

    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeenByAnother(RequestEvent):
    """A second person looked at the paper before its signature was recorded."""

    step: str
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestUrged(RequestEvent):
    """Somebody asked whoever's turn it is to get on with it (催办)."""

    step: str
    urged: int
