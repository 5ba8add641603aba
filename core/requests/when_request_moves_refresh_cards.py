"""When a request or one of its volumes moves, every copy of its card is made current.

A copy goes to the applicant, to whoever's turn it now is, and to everyone who already had one.
"""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from core.ask import ask
from core.custody.events import (
    DiscrepancyFound,
    ReadingPaused,
    ReadingResumed,
    ReturnChecked,
    VolumeHandedOver,
    VolumeReturned,
)
from core.event import when
from core.outbox.addressee import Addressee
from core.requests.events import (
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
from core.unit import OpenUnit

OfRequest = (
    RequestSubmitted
    | RequestApproved
    | RequestMadeReady
    | RequestSentBack
    | RequestTurnedDown
    | RequestWithdrawn
    | RequestCancelled
    | RequestExpired
    | RequestClosed
)
OfVolume = (
    VolumeHandedOver
    | VolumeReturned
    | ReturnChecked
    | ReadingPaused
    | ReadingResumed
    | DiscrepancyFound
)


_HAD = (
    select(Addressee.member_id)
    .where(Addressee.about == bindparam("about"))
    .order_by(col(Addressee.member_id))
)


@when(*OfRequest.__args__)
def refresh_cards_of_request(event: OfRequest, unit: OpenUnit) -> None:
    _refresh(event.ref, unit)


@when(*OfVolume.__args__)
def refresh_cards_of_volume(event: OfVolume, unit: OpenUnit) -> None:
    _refresh(event.request, unit)


def _refresh(ref: str, unit: OpenUnit) -> None:
    request = find_request(unit.session, ref)
    had = _had_copies(unit.session, ref)
    turn = whose_turn(unit.session, request, unit.now)
    for member_id in dict.fromkeys([request.applicant_id, *turn, *had]):
        if member_id not in had:
            unit.session.add(Addressee(about=ref, member_id=member_id))
        unit.send(
            member_id,
            "case_card",
            ref,
            once=f"card:{ref}:{request.version}:{member_id}",
            version=request.version,
        )


def _had_copies(session: Session, ref: str) -> list[int]:
    return list(ask(session, _HAD, about=ref).scalars())
