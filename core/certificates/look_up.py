"""Look up (室内查核): a volume moves from its shelf to a desk of the room, and nobody else reads it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody, Kind
from core.custody.events import LookUpBegun
from core.errors import ImpossibleStep, Stale
from core.holdings.dossier import Volume
from core.members.member import Role
from core.requests.ask_law import ask_law
from core.requests.line import Line, LineState, LineStep
from core.requests.questions import find_request
from core.requests.request import Mode, Request, State
from core.requests.rooms import room_of
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp(Command):
    """Begin with these volumes (by label) of a request as it was shown."""

    request: str
    labels: tuple[str, ...]
    seen_version: int


@use_case(LookUp, roles={Role.ARCHIVIST}, place=room_of)
def look_up(command: LookUp, unit: OpenUnit) -> Answer:
    """The custody is opened and closed inside the room; the law is asked as at any hand-over."""
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if request.state != State.READY or request.mode != Mode.CERTIFY:
        raise ImpossibleStep(state=request.state, step=LineStep.LOOK_UP)
    lines = _named(unit, request, command.labels)
    decision = ask_law(unit, request, "hand_over", only={line.id or 0 for line, _ in lines})
    if isinstance(decision, Refused):
        return decision
    request.touch()
    for line, volume in lines:
        _open(unit, request, line, volume)
    return Done({"ref": request.ref, "number": request.number}, decision)


def _named(unit: OpenUnit, request: Request, labels: tuple[str, ...]) -> list[tuple[Line, Volume]]:
    rows = unit.session.exec(
        select(Line, Volume)
        .join(Volume, col(Volume.id) == Line.volume_id)
        .where(Line.request_id == request.id, col(Volume.label).in_(labels))
        .order_by(col(Line.volume_id))
    ).all()
    if not labels or len(rows) != len(set(labels)):
        raise ImpossibleStep(state="volumes")
    for line, _ in rows:
        if line.state != LineState.WAITING:
            raise ImpossibleStep(state=line.state, step=LineStep.LOOK_UP)
    return list(rows)


def _open(unit: OpenUnit, request: Request, line: Line, volume: Volume) -> None:
    line.take(LineStep.LOOK_UP)
    assert unit.principal.member_id is not None
    custody = Custody(
        volume_id=volume.id or 0,
        kind=Kind.CERTIFY,
        line_id=line.id,
        opened_at=unit.now,
        opened_by=unit.principal.member_id,
        due_on=local_date(unit.now),
    )
    unit.session.add(custody)
    unit.session.flush()
    unit.record(
        LookUpBegun(
            ref=volume.label,
            request=request.ref,
            custody=custody.id or 0,
            decision=unit.last_decision,
        )
    )
