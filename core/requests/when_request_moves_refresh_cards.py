"""When a request or one of its volumes moves, every copy of its card is made current.

A copy goes to the applicant, to whoever's turn it now is, and to everyone who already had one. Of an
organ's request none goes to the archivist who typed it in: nobody is told but who must sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from core.custody.events import (
    DiscrepancyFound,
    ExtensionAsked,
    ExtensionLapsed,
    ExtensionSigned,
    ExtensionTurnedDown,
    ExtensionWithdrawn,
    LoanExtended,
    LoanRecalled,
    LookUpBegun,
    LookUpEnded,
    ReadingPaused,
    ReadingResumed,
    ReturnChecked,
    VolumeHandedOver,
    VolumeReturned,
)
from core.custody.extension_step import extension_turn
from core.custody.loans import open_extension
from core.event import when
from core.lost.events import LineHeldUp
from core.outbox.addressee import Addressee
from core.prepared import Prepared
from core.reminders.calendar_events import DueDaySettled, KeptDaySettled
from core.requests.events import (
    FormPrinted,
    LinesTurnedDown,
    ReaderSwapped,
    RequestApproved,
    RequestCancelled,
    RequestClosed,
    RequestExpired,
    RequestMadeReady,
    RequestSentBack,
    RequestSubmitted,
    RequestTurnedDown,
    RequestWithdrawn,
)
from core.requests.questions import find_request, whose_turn
from core.requests.request import Request, Source
from core.unit import OpenUnit

OfRequest = (
    RequestSubmitted
    | RequestApproved
    | RequestMadeReady
    | RequestSentBack
    | RequestTurnedDown
    | LinesTurnedDown
    | RequestWithdrawn
    | RequestCancelled
    | RequestExpired
    | RequestClosed
    | ReaderSwapped
    | KeptDaySettled
)
OfVolume = (
    VolumeHandedOver
    | VolumeReturned
    | ReturnChecked
    | ReadingPaused
    | ReadingResumed
    | DiscrepancyFound
    | LoanExtended
    | LoanRecalled
    | LineHeldUp
    | LookUpBegun
    | LookUpEnded
    | DueDaySettled
)
OfExtension = (
    ExtensionAsked | ExtensionSigned | ExtensionTurnedDown | ExtensionWithdrawn | ExtensionLapsed
)


_OF_CARD = (
    *("ref", "state", "version", "applicant_id", "authority_needed", "source"),
    *("room_id", "unit_id"),
)
_FACTS: list[Any] = [getattr(Request, name) for name in _OF_CARD]
_CARD = Prepared(
    select(*_FACTS, col(Addressee.member_id))
    .outerjoin(Addressee, col(Addressee.about) == col(Request.ref))
    .where(col(Request.ref) == bindparam("ref"))
    .order_by(col(Addressee.member_id))
)


@when(*OfRequest.__args__)
def refresh_cards_of_request(event: OfRequest, unit: OpenUnit) -> None:
    _refresh(event.ref, unit)


@when(FormPrinted)
def refresh_cards_when_first_printed(event: FormPrinted, unit: OpenUnit) -> None:
    if event.first:
        _refresh(event.ref, unit)


@when(*OfVolume.__args__)
def refresh_cards_of_volume(event: OfVolume, unit: OpenUnit) -> None:
    _refresh(event.request, unit)


@when(*OfExtension.__args__)
def refresh_cards_of_extension(event: OfExtension, unit: OpenUnit) -> None:
    """The card goes to whoever must decide on it, too."""
    request = find_request(unit.session, event.ref)
    asked = open_extension(unit.session, request.id or 0)
    _refresh(event.ref, unit, extension_turn(unit.session, request, asked, unit.now))


def _refresh(ref: str, unit: OpenUnit, also: Sequence[int] = ()) -> None:
    copies = _CARD(unit.session, ref=ref)
    request = copies[0]
    had = [copy.member_id for copy in copies if copy.member_id is not None]
    turn = [*whose_turn(unit.session, request, unit.now), *also]
    applicant = [] if request.source == Source.ORGAN else [request.applicant_id]
    for member_id in dict.fromkeys([*applicant, *turn, *had]):
        if member_id not in had:
            unit.session.add(Addressee(about=ref, member_id=member_id))
        unit.send(
            member_id,
            "case_card",
            ref,
            once=f"card:{ref}:{request.version}:{member_id}",
            version=request.version,
        )
