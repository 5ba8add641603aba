"""Looking at a case (看办件): one request with its lines, readers and signatures, read together."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.custody.extension import Extension
from core.custody.extension_step import extension_step
from core.custody.loans import extended_day
from core.errors import NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume
from core.masked import Masked
from core.members.member import Member
from core.members.room import Room
from core.members.units import Unit
from core.reminders.provisional import Provisional
from core.reminders.subjects import LOAN
from core.requests.approval import Approval
from core.requests.case import (
    Case,
    CaseApproval,
    CaseExtension,
    CaseLine,
    CaseReader,
    shown_state,
)
from core.requests.line import Line
from core.requests.questions import next_step
from core.requests.reader import Reader
from core.requests.request import Request


def case_view(session: Session, ref: str) -> Case:
    """The case with this reference; raises NotFound. Who may see it is the caller's question."""
    row = session.execute(_head(), {"ref": ref}).first()
    if row is None:
        raise NotFound
    request, room, unit_name, applicant = row
    lines = _lines(session, request.id)
    step = next_step(request)
    return Case(
        room=room.name,
        opening=room.opening,
        telephone=room.telephone,
        unit=unit_name,
        applicant=Masked(applicant),
        shown_state=shown_state(request.state, [line.state for line in lines]),
        next_step=step.value if step else "",
        lines=lines,
        readers=_readers(session, request.id, in_force=True),
        former_readers=_readers(session, request.id, in_force=False),
        approvals=_approvals(session, request.id),
        approval=room.approval,
        extension=_extension(session, request, lines),
        **{name: getattr(request, name) for name in _OF_REQUEST},
    )


_OF_REQUEST = [
    "ref",
    "number",
    "short",
    "room_id",
    "unit_id",
    "applicant_id",
    "mode",
    "purpose",
    "purpose_detail",
    "lending_reason",
    "classes",
    "copies_named",
    "matter",
    "days_asked",
    "state",
    "state_since",
    "due_at",
    "kept_until",
    "submitted_at",
    "form_printed_at",
    "authority_needed",
    "note",
    "entered_late_at",
    "version",
]


@cache
def _head() -> Any:
    """Built once, as the lines are: every scan reads a case."""
    return (
        select(Request, Room, col(Unit.name), col(Member.name))
        .join(Room, col(Room.id) == col(Request.room_id))
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .join(Member, col(Member.id) == col(Request.applicant_id))
        .where(col(Request.ref) == bindparam("ref"))
    )


def _lines(session: Session, request_id: int) -> tuple[CaseLine, ...]:
    rows = session.execute(_told_lines(), {"request_id": request_id}).all()
    return tuple(_line(*row) for row in rows)


@cache
def _told_lines() -> Any:
    shown = (Line, Volume, Dossier, Cadre, col(Member.post), Slot, Custody, Discrepancy)
    return (
        select(*shown, col(Provisional.id))
        .join(Volume, col(Volume.id) == col(Line.volume_id))
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .outerjoin(Member, col(Member.id) == col(Line.refused_by))
        .outerjoin(Slot, col(Slot.id) == col(Volume.slot_id))
        .outerjoin(Custody, col(Custody.line_id) == col(Line.id))
        .outerjoin(Discrepancy, col(Discrepancy.custody_id) == col(Custody.id))
        .outerjoin(Provisional, _is_provisional())
        .where(col(Line.request_id) == bindparam("request_id"))
        .order_by(col(Line.id))
    )


def _is_provisional() -> ColumnElement[bool]:
    """The custody's day was counted into a year that is not known yet."""
    return and_(
        col(Provisional.subject) == LOAN,
        col(Provisional.subject_id) == col(Custody.id),
        col(Provisional.day) == col(Custody.due_on),
        col(Provisional.settled_at).is_(None),
    )


def _line(
    line: Line,
    volume: Volume,
    dossier: Dossier,
    cadre: Cadre,
    refused_by: str | None,
    slot: Slot | None,
    *rest: Custody | Discrepancy | int | None,
) -> CaseLine:
    custody, discrepancy, provisional = rest
    assert custody is None or isinstance(custody, Custody)
    assert discrepancy is None or isinstance(discrepancy, Discrepancy)
    return CaseLine(
        line_id=line.id or 0,
        state=line.state,
        label=volume.label,
        kind=volume.kind,
        ordinal=volume.ordinal,
        pieces=volume.pieces,
        pages=volume.pages,
        slot=slot.code if slot else "",
        dossier=dossier.number,
        subject=Masked(cadre.name),
        subject_post=cadre.post,
        authority=cadre.custody_authority,
        secrecy=dossier.secrecy,
        opened_at=custody.opened_at if custody else None,
        due_on=custody.due_on if custody else None,
        is_provisional=provisional is not None,
        returned_at=custody.returned_at if custody else None,
        closed_at=custody.closed_at if custody else None,
        discrepancy=discrepancy.kind if discrepancy and not discrepancy.settled_at else "",
        opened_late_at=custody.opened_late_at if custody else None,
        returned_late_at=custody.returned_late_at if custody else None,
        refused_by=refused_by or "",
        reason=line.reason,
    )


def _readers(session: Session, request_id: int, *, in_force: bool) -> tuple[CaseReader, ...]:
    replaced = col(Reader.replaced_at)
    rows = session.scalars(
        select(Reader)
        .where(col(Reader.request_id) == request_id)
        .where(replaced.is_(None) if in_force else replaced.is_not(None))
        .order_by(col(Reader.ordinal))
    ).all()
    return tuple(
        CaseReader(
            reader_id=reader.id or 0,
            ordinal=reader.ordinal,
            name=Masked(reader.name),
            is_personnel=reader.is_personnel,
            is_party_member=reader.is_party_member,
            exception=reader.exception,
            card_kind=reader.card_kind,
            card_last4=reader.card_last4,
            card_seen_at=reader.card_seen_at,
        )
        for reader in rows
    )


def _extension(
    session: Session, request: Request, lines: tuple[CaseLine, ...]
) -> CaseExtension | None:
    latest = session.scalars(
        select(Extension)
        .where(col(Extension.request_id) == request.id)
        .order_by(col(Extension.nth).desc())
        .limit(1)
    ).first()
    if latest is None:
        return None
    due = next((line.due_on for line in lines if line.due_on and line.returned_at is None), None)
    waits = extension_step(latest.state, request.source)
    return CaseExtension(
        nth=latest.nth,
        state=latest.state,
        step=waits.value if waits else "",
        days=latest.days,
        due_on=extended_day(session, due, latest.days) if waits and due else due,
        reason=latest.reason,
        note=latest.note,
    )


def _approvals(session: Session, request_id: int) -> tuple[CaseApproval, ...]:
    rows = session.execute(
        select(Approval, Member)
        .join(Member, col(Member.id) == col(Approval.member_id))
        .where(col(Approval.request_id) == request_id)
        .order_by(col(Approval.at), col(Approval.id))
    ).all()
    others = {id for a, _ in rows for id in (a.on_behalf_of, a.recorded_by, a.seen_by)}
    named = select(col(Member.id), col(Member.post)).where(col(Member.id).in_(others - {None}))
    posts: dict[int | None, str] = {row.id: row.post for row in session.execute(named)}
    return tuple(
        CaseApproval(
            step=approval.step,
            verdict=approval.verdict,
            post=member.post,
            name=Masked(member.name),
            way=approval.way,
            on_behalf_of=posts.get(approval.on_behalf_of, ""),
            recorded_by=posts.get(approval.recorded_by, ""),
            reason=approval.reason,
            at=approval.at,
            round=approval.round,
            seen_by=posts.get(approval.seen_by, ""),
            extension=approval.extension,
        )
        for approval, member in rows
    )
