"""The facts of that time (当时的事实): which ones are reconstructed for a late entry, and from what.

`lending_facts` is asked by a unit whose `now` is T and whose principal is the one who acted, so by
T come: the opening hours (by T's working day), bars (since … until, by T's date), how long a case
is kept, the roles of the handler. Put right here, because their questions look at the present:

  approvals_missing        approvals of the case's present round with `at` ≤ T
  form_printed             printed at or before T; a blank form with a reserved number always is
  volume_in_open_custody   a custody of the volume with opened_at ≤ T < closed_at (or still open)
  loan_is_overdue          of such a custody: due_on before T's date (an extension is only granted
                           before the due day, so today's due_on tells the truth about T)
  unit_has_overdue_loan    a lend of the unit with opened_at ≤ T < returned_at, due_on before T's date
  dossier_on_hold          a hold since T's date or earlier that was not lifted by T
  shelf_frozen             a freeze of the volume's slot since T or earlier, not counted by T
  form_*, cards, label, code, certificates (at a hand-over): what was ticked on the register page

As they are today, since nothing older is kept: readers, purpose and classes of the case (a request
sent back after T is a mismatch instead), secrecy, the lost mark, the room's opening sentence and
lending reasons, and the rule book, whose version stays with the decision. Where no single volume
is named (an application), the custody of any of the case's volumes counts for each.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, exists, func, or_
from sqlmodel import Session, col, select

from core.clock import local_date
from core.custody.custody import Custody, Kind
from core.holdings.dossier import Volume
from core.holdings.hold import Hold
from core.lost.frozen_slot import FrozenSlot
from core.outage.paper_checked import PaperChecked
from core.requests.approval import Approval, Verdict
from core.requests.line import Line
from core.requests.questions import steps_needed
from core.requests.request import Request
from core.requests.reserved_number import ReservedNumber

if TYPE_CHECKING:
    from core.outage.past_unit import PastUnit
    from rules.facts.lending import LendingFacts


def facts_then(unit: PastUnit, facts: LendingFacts, about: str) -> LendingFacts:
    """The sheet of the request `about` as it was at `unit.now`."""
    session, at, today = unit.session, unit.now, local_date(unit.now)
    request = session.exec(select(Request).where(Request.ref == about)).one()
    out = _out_then(session, request, unit.volume_id, at)
    known = replace(
        facts,
        approvals_missing=_needed(request) - _agreed(session, request, at),
        form_printed=_printed(session, request, at),
        volume_in_open_custody=out is not None,
        loan_is_overdue=out is not None and out.due_on is not None and out.due_on < today,
        unit_has_overdue_loan=_unit_overdue(session, request.unit_id, at, today),
        dossier_on_hold=_on_hold(session, request, at, today),
        shelf_frozen=_frozen(session, request, unit.volume_id, at),
    )
    return known if unit.seen is None else _as_ticked(known, unit.seen)


def _as_ticked(facts: LendingFacts, seen: PaperChecked) -> LendingFacts:
    return replace(
        facts,
        form_sighted=seen.sighted,
        form_signed=seen.signed,
        form_sealed=seen.sealed,
        form_dated=seen.dated,
        form_matches=seen.matches,
        party_membership_certified=seen.party_certified,
        avoidance_declared=seen.avoidance_signed,
        readers_identified=min(seen.cards, facts.readers),
        volume_evidence_present=seen.labelled,
        collection_code_valid=seen.listed,
        volume_counted=seen.counted,
        carriers=2 if seen.packed else 0,
        bag_numbered=seen.packed,
        carrying_way_is_listed=seen.packed,
    )


def _needed(request: Request) -> int:
    return len(steps_needed(request.authority_needed, request.source))


def _agreed(session: Session, request: Request, at: datetime) -> int:
    found: Any = func.count(col(Approval.id))
    return session.exec(
        select(found).where(
            Approval.request_id == request.id,
            Approval.round == request.round,
            Approval.extension == 0,
            Approval.verdict == Verdict.AGREED,
            col(Approval.at) <= at,
        )
    ).one()


def _printed(session: Session, request: Request, at: datetime) -> bool:
    if request.form_printed_at is not None and request.form_printed_at <= at:
        return True
    reserved = select(ReservedNumber.id).where(ReservedNumber.request_id == request.id)
    return session.exec(reserved).first() is not None


def was_open(at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """A custody that lasted over this moment; its end is the moment when the volume was back."""
    return col(Custody.opened_at) <= at, or_(
        col(Custody.closed_at).is_(None), col(Custody.closed_at) > at
    )


def _out_then(
    session: Session, request: Request, volume_id: int | None, at: datetime
) -> Custody | None:
    statement = select(Custody).where(*was_open(at))
    if volume_id is not None:
        return session.exec(statement.where(Custody.volume_id == volume_id)).first()
    lines = select(Line.volume_id).where(Line.request_id == request.id)
    return session.exec(statement.where(col(Custody.volume_id).in_(lines))).first()


def _unit_overdue(session: Session, unit_id: int, at: datetime, today: date) -> bool:
    overdue = (
        select(Custody.id)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .where(
            Request.unit_id == unit_id,
            Custody.kind == Kind.LEND,
            col(Custody.opened_at) <= at,
            or_(col(Custody.returned_at).is_(None), col(Custody.returned_at) > at),
            col(Custody.due_on) < today,
        )
    )
    return session.exec(overdue).first() is not None


def _frozen(session: Session, request: Request, volume_id: int | None, at: datetime) -> bool:
    named = col(Volume.id) == volume_id
    of_case = col(Volume.id).in_(select(Line.volume_id).where(Line.request_id == request.id))
    frozen = (
        select(FrozenSlot.slot_id)
        .join(Volume, col(Volume.slot_id) == FrozenSlot.slot_id)
        .where(named if volume_id is not None else of_case)
        .where(FrozenSlot.since <= at)
        .where(or_(col(FrozenSlot.checked_at).is_(None), col(FrozenSlot.checked_at) > at))
    )
    return session.exec(frozen).first() is not None


def _on_hold(session: Session, request: Request, at: datetime, today: date) -> bool:
    of_case = exists().where(
        col(Line.request_id) == request.id,
        col(Volume.id) == col(Line.volume_id),
        col(Volume.dossier_id) == col(Hold.dossier_id),
    )
    held = select(Hold.id).where(
        of_case,
        col(Hold.since) <= today,
        or_(col(Hold.lifted_at).is_(None), col(Hold.lifted_at) > at),
    )
    return session.exec(held).first() is not None
