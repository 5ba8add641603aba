"""Enter late (录入补录): the first person writes down what the paper says; nothing is recorded yet.

What the entry would become is tried at once and told, so that a slip of the pen can be withdrawn
before the second person looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from core.command import Answer, Command, Done, Place, use_case
from core.custody.questions import room_of_label, volume_with_label
from core.errors import BadValue, NotFound
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.members.questions import grants_of
from core.outage.events import LateEntered
from core.outage.late_entry import LateEntry, LateKind
from core.outage.paper_checked import PaperChecked
from core.outage.recording import record
from core.requests.line import Line
from core.requests.request import Request
from core.requests.rooms import room_of
from core.unit import OpenUnit

STAFF: frozenset[Role] = frozenset({Role.ARCHIVIST, Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterLateHandOver(Command):
    """A volume (by label) was handed over for a case at `occurred_at`, by `acted_by` if not by me.

    `back_at` is when it came back on paper too, brought by `returner` and `counted` face to face.
    """

    request: str
    label: str
    occurred_at: datetime
    seen: PaperChecked
    back_at: datetime | None = None
    returner: str = ""
    counted: bool = False
    page: str = ""
    acted_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterLateReturn(Command):
    """A volume came back at `occurred_at`; not `counted`, it is counted at the counter still."""

    label: str
    occurred_at: datetime
    returner: str
    counted: bool
    page: str = ""
    acted_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterLatePause(Command):
    """A volume that was being read was put behind the counter at `occurred_at`."""

    label: str
    occurred_at: datetime
    page: str = ""
    acted_by: int | None = None


def _of_label(command: EnterLateReturn | EnterLatePause, unit: OpenUnit) -> Place:
    return room_of_label(unit.session, command.label)


@use_case(EnterLateHandOver, roles=STAFF, place=room_of)
def enter_late_hand_over(command: EnterLateHandOver, unit: OpenUnit) -> Answer:
    """Raises BadValue, NotFound for a volume that the case does not name."""
    request, volume_id = _asked_for(command, unit)
    if command.back_at is not None and command.back_at <= command.occurred_at:
        raise BadValue(field="back_at")
    back = command.back_at is not None
    return enter(
        unit,
        LateKind.HAND_OVER,
        request.room_id,
        command,
        request_id=request.id,
        volume_id=volume_id,
        back_at=command.back_at,
        returner=entered("returner", command.returner, 60) if back else "",
        counted=back and command.counted,
        particulars=command.seen.to_json(),
    )


@use_case(EnterLateReturn, roles=STAFF, place=_of_label)
def enter_late_return(command: EnterLateReturn, unit: OpenUnit) -> Answer:
    """Raises BadValue without a returner: two people stand there."""
    return enter(
        unit,
        LateKind.RETURN,
        _of_label(command, unit).room_id or 0,
        command,
        volume_id=volume_with_label(unit.session, command.label).id,
        returner=entered("returner", command.returner, 60),
        counted=command.counted,
    )


@use_case(EnterLatePause, roles=STAFF, place=_of_label)
def enter_late_pause(command: EnterLatePause, unit: OpenUnit) -> Answer:
    return enter(
        unit,
        LateKind.PAUSE,
        _of_label(command, unit).room_id or 0,
        command,
        volume_id=volume_with_label(unit.session, command.label).id,
    )


def enter(unit: OpenUnit, kind: LateKind, room_id: int, command: Any, **said: Any) -> Answer:
    """Keep the entry, and tell what it would become: `expected` with its mismatch and reasons."""
    for name in ("occurred_at", "back_at"):
        moment = getattr(command, name, None)
        if moment is not None and moment.tzinfo is None:
            raise BadValue(field=name)
    assert unit.principal.member_id is not None
    _demand_staff_then(unit, command.acted_by, command.occurred_at, room_id)
    entry = LateEntry(
        room_id=room_id,
        kind=kind,
        occurred_at=command.occurred_at,
        page=entered_or_empty("page", command.page, 40),
        acted_by=command.acted_by,
        entered_by=unit.principal.member_id,
        entered_at=unit.now,
        **said,
    )
    unit.session.add(entry)
    unit.session.flush()
    tried = record(unit, entry, keep=False)
    unit.record(
        LateEntered(ref=entry.ref, kind=kind, occurred_at=command.occurred_at, room=room_id)
    )
    laws = [reason.law for reason in tried.reasons]
    return Done({"entry": entry.ref, "mismatch": tried.mismatch, "laws": laws})


def _demand_staff_then(unit: OpenUnit, member_id: int | None, at: datetime, room_id: int) -> None:
    """Raise BadValue unless whoever acted was staff of the room at that time."""
    if member_id is None:
        return
    held = grants_of(unit.session, member_id, at)
    if not any(each.covers(STAFF, Place(room_id=room_id)) for each in held):
        raise BadValue(field="acted_by")


def _asked_for(command: EnterLateHandOver, unit: OpenUnit) -> tuple[Request, int]:
    volume = volume_with_label(unit.session, command.label)
    request = unit.session.exec(
        select(Request)
        .join(Line, col(Line.request_id) == Request.id)
        .where(Request.ref == command.request, Line.volume_id == volume.id)
    ).first()
    if request is None:
        raise NotFound
    return request, volume.id or 0
