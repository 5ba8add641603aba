"""Rows of the work list (办件一行): what, where it stands, by when, in whose hands."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.dates import day, moment
from bot.replies.words import word
from core.custody.custody import Custody
from core.members.scope import Viewer
from core.members.units import Unit
from core.requests.case import shown_state
from core.requests.case_told import before_it_was_missed
from core.requests.line import OUT, Line
from core.requests.request import Request, State

HOLDERS = {
    "submitted": "单位分管领导",
    "unit_signed": "档案部门负责人",
    "authority_approved": "档案管理员",
    "ready": "等查阅人来取",
    "reading": "阅档室",
    "paused": "窗口暂存",
    "lent": "借阅单位",
    "looking_up": "档案管理员",
    "returned": "窗口，待核对",
    "checked": "窗口",
    "searching": "档案管理员",
    "lost": "档案管理员",
    "sent_back": "单位联络员",
}


def rows_of(session: Session, refs: list[str], today: date, viewer: Viewer) -> list[dict[str, Any]]:
    """The rows in the order of the references, by two queries however many there are."""
    statement = select(Request, col(Unit.name)).join(Unit, col(Unit.id) == col(Request.unit_id))
    requests = session.execute(statement.where(col(Request.ref).in_(refs))).all()
    lines = _lines(session, [request.id for request, _ in requests])
    rows = {r.ref: _row(r, unit, _told(r, lines[r.id], viewer), today) for r, unit in requests}
    return [rows[ref] for ref in refs if ref in rows]


def _told(
    request: Request, lines: list[tuple[str, date | None]], viewer: Viewer
) -> list[tuple[str, date | None]]:
    """Outside the room a missing volume stands where it stood before; only what is out has a day."""
    if viewer.keeps(request.room_id):
        return lines
    mode = request.mode
    return [(before_it_was_missed(mode, it, out=due is not None), due) for it, due in lines]


def _lines(session: Session, request_ids: list[int]) -> dict[int, list[tuple[str, date | None]]]:
    found: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    open_custody = (col(Custody.line_id) == col(Line.id)) & col(Custody.closed_at).is_(None)
    statement = (
        select(col(Line.request_id), col(Line.state), col(Custody.due_on))
        .outerjoin(Custody, open_custody)
        .where(col(Line.request_id).in_(request_ids))
    )
    for request_id, state, due_on in session.execute(statement).all():
        found[request_id].append((state, due_on))
    return found


def _row(
    request: Request, unit: str, lines: list[tuple[str, date | None]], today: date
) -> dict[str, Any]:
    state = shown_state(request.state, [line_state for line_state, _ in lines])
    due = min((on for line_state, on in lines if line_state in OUT and on), default=None)
    return {
        "case": request.number,
        "href": f"/desk/cases/{request.ref}",
        "unit": unit,
        "what": f"{word('mode', request.mode)} {len(lines)} 卷",
        "state": state,
        "deadline": _deadline(request, due),
        "overdue": due is not None and due < today,
        "holder": _holder(request, state),
        "moved": f"{moment(request.state_since)} {word('state', request.state)}",
    }


def _deadline(request: Request, due: date | None) -> str:
    if due is not None:
        return f"应还 {day(due)}"
    if request.state == State.READY and request.kept_until is not None:
        return f"保留到 {day(request.kept_until)}"
    return moment(request.due_at) if request.state == State.SUBMITTED else ""


def _holder(request: Request, state: str) -> str:
    if state == State.ROOM_REVIEWED:
        return "部领导" if request.authority_needed else "档案管理员"
    return HOLDERS.get(state, "")
