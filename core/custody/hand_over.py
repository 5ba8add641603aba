"""Hand over (出库交接): the one step that lets a volume leave the store.

Two evidences in a short window (the case's code, the volume's label or tag), the sighted form, the
readers' cards and the archivist's own session; the law is asked with the facts of this moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import col, select, update

from core.ask import ask
from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody, Kind
from core.custody.events import VolumeHandedOver
from core.errors import ImpossibleStep, NotFound, Stale
from core.holdings.dossier import Volume
from core.members.member import Role
from core.reminders.workdays import after_working_days
from core.requests.ask_law import ask_law
from core.requests.collection_code import CollectionCode
from core.requests.line import Line, LineState, LineStep
from core.requests.request import Mode, Request, State
from core.requests.rooms import room_of
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Hand over these volumes (by label) of a request as it was shown."""

    request: str
    labels: tuple[str, ...]
    seen_version: int


_NAMED = (
    select(Line.request_id, Line.id, Volume.label)
    .join(Volume, col(Volume.id) == Line.volume_id)
    .where(col(Volume.label).in_(bindparam("labels", expanding=True)))
    .subquery()
)
_ASKED = (
    select(Request, Line, _NAMED.c.label)
    .outerjoin(_NAMED, _NAMED.c.request_id == Request.id)
    .outerjoin(Line, col(Line.id) == _NAMED.c.id)
    .where(Request.ref == bindparam("ref"))
    .order_by(col(Line.volume_id))  # one order for all, or two hand-overs wait for each other
    .with_for_update(of=Request)
)
_USE_CODE = (
    update(CollectionCode)
    .where(
        col(CollectionCode.request_id) == bindparam("of_request"),
        col(CollectionCode.used_at).is_(None),
    )
    .values(used_at=bindparam("now"))
)


@use_case(HandOver, roles={Role.ARCHIVIST}, place=room_of)
def hand_over(command: HandOver, unit: OpenUnit) -> Answer:
    """All named volumes go out or none does."""
    request, lines = _asked(unit, command)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if request.state != State.READY:
        raise ImpossibleStep(state=request.state)
    _demand_waiting(lines, command.labels)
    decision = ask_law(unit, request, "hand_over", only={line.id or 0 for line, _ in lines})
    if isinstance(decision, Refused):
        return decision
    due_on = _due_on(unit, request)
    request.touch()  # before the events: a card is made current under the new version
    for line, label in lines:
        _open_custody(unit, request, line, label, due_on)
    _use_code(unit, request)
    due = due_on.isoformat() if due_on else None
    return Done({"ref": request.ref, "number": request.number, "due_on": due}, decision)


def _asked(unit: OpenUnit, command: HandOver) -> tuple[Request, list[tuple[Line, str]]]:
    """The request, locked, and those of its lines whose volume bears one of the labels."""
    values = {"ref": command.request, "labels": command.labels}
    rows = unit.session.execute(_ASKED, values).all()
    if not rows:
        raise NotFound
    return rows[0][0], [(line, label) for _, line, label in rows if line is not None]


def _demand_waiting(lines: list[tuple[Line, str]], labels: tuple[str, ...]) -> None:
    if not labels or len(lines) != len(set(labels)):
        raise ImpossibleStep(state="volumes")
    for line, _ in lines:
        if line.state != LineState.WAITING:
            raise ImpossibleStep(state=line.state, step="hand_over")


def _due_on(unit: OpenUnit, request: Request) -> date | None:
    """Consulting ends the same day; lending after working days."""
    today = local_date(unit.now)
    if request.mode != Mode.LEND:
        return today
    days = unit.law.book.periods["lend_default"].value
    return after_working_days(unit.session, today, days)


def _open_custody(
    unit: OpenUnit, request: Request, line: Line, label: str, due_on: date | None
) -> None:
    lent = request.mode == Mode.LEND
    assert unit.principal.member_id is not None
    custody = Custody(
        volume_id=line.volume_id,
        kind=Kind.LEND if lent else Kind.CONSULT,
        line_id=line.id,
        opened_at=unit.now,
        opened_by=unit.principal.member_id,
        due_on=due_on,
    )
    unit.session.add(custody)
    line.take(LineStep.HAND_OVER_TO_LEND if lent else LineStep.HAND_OVER_TO_READ)
    unit.session.flush()
    unit.record(
        VolumeHandedOver(
            ref=label,
            request=request.ref,
            custody=custody.id or 0,
            kind=custody.kind,
            due_on=due_on,
            decision=unit.last_decision,
        )
    )


def _use_code(unit: OpenUnit, request: Request) -> None:
    """A code opens one hand-over."""
    ask(unit.session, _USE_CODE, of_request=request.id, now=unit.now)
