"""Looking at a case (看办件): one request with its lines, readers and signatures, read together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from core.errors import NotFound
from core.masked import Masked
from core.members.member import Member
from core.members.room import Room
from core.members.units import Unit
from core.prepared import Prepared
from core.requests.case import Case, shown_state
from core.requests.case_extension import case_extension
from core.requests.case_lines import case_lines
from core.requests.case_people import case_approvals, case_readers
from core.requests.questions import next_step
from core.requests.request import Request


def case_view(session: Session, ref: str) -> Case:
    """The case with this reference; raises NotFound. Who may see it is the caller's question."""
    row = _HEAD.first(session, of_ref=ref)
    if row is None:
        raise NotFound
    shown = row._asdict()
    request_id, source = shown.pop("id"), shown.pop("source")
    lines = case_lines(session, request_id)
    readers, former = case_readers(session, request_id)
    step = next_step(row)
    return Case(
        **shown | {"applicant": Masked(row.applicant)},
        shown_state=shown_state(row.state, [line.state for line in lines]),
        next_step=step.value if step else "",
        lines=lines,
        readers=readers,
        former_readers=former,
        approvals=case_approvals(session, request_id),
        extension=case_extension(session, request_id, source, lines),
    )


_OF_REQUEST: tuple[Any, ...] = (
    *(Request.id, Request.source, Request.ref, Request.number, Request.short),
    *(Request.room_id, Request.unit_id, Request.applicant_id, Request.mode),
    *(Request.purpose, Request.purpose_detail, Request.lending_reason, Request.classes),
    *(Request.copies_named, Request.matter, Request.days_asked, Request.state),
    *(Request.state_since, Request.due_at, Request.kept_until, Request.submitted_at),
    *(Request.form_printed_at, Request.authority_needed, Request.note),
    *(Request.entered_late_at, Request.version),
)
_BESIDE: tuple[Any, ...] = (
    *(col(Room.name).label("room"), col(Room.opening), col(Room.telephone), col(Room.approval)),
    *(col(Unit.name).label("unit"), col(Member.name).label("applicant")),
)
_HEAD = Prepared(
    select(*_OF_REQUEST, *_BESIDE)
    .join_from(Request, Room, col(Room.id) == col(Request.room_id))
    .join(Unit, col(Unit.id) == col(Request.unit_id))
    .join(Member, col(Member.id) == col(Request.applicant_id))
    .where(col(Request.ref) == bindparam("of_ref"))
)
