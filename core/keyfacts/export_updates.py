"""Export and acknowledge updates (更新清单导出与确认): a list goes out, what was taken is ticked off.

What nobody has acknowledged stays 待同步, whatever was exported.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, func, select

from core.clock import local_date
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.keyfacts.events import UpdatesAcknowledged, UpdatesExported
from core.keyfacts.questions import roster_field
from core.keyfacts.shown_fact import DATES
from core.keyfacts.system_update import SystemUpdate, UpdateList, UpdateState
from core.members.entered import entered
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportUpdates(Command):
    """Everything that waits in the room goes onto one numbered list."""

    room_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeUpdates(Command):
    """`receipt` is the system's receipt, or who confirmed it how; `left` were not taken (references)."""

    list: str
    receipt: str
    left: tuple[str, ...] = ()


@use_case(
    ExportUpdates, roles=ROOM_ROLES, place=lambda command, unit: Place(room_id=command.room_id)
)
def export_updates(command: ExportUpdates, unit: OpenUnit) -> Answer:
    """Raises ImpossibleStep where nothing waits, or a list before it has not been acknowledged."""
    waiting = _waiting(unit, command.room_id)
    if not waiting:
        raise ImpossibleStep(state="nothing_waits")
    if _unacknowledged(unit, command.room_id):
        raise ImpossibleStep(state="list_waits")
    assert unit.principal.member_id is not None
    year = local_date(unit.now).year
    out = UpdateList(
        room_id=command.room_id,
        year=year,
        nth=_next(unit, command.room_id, year),
        lines=len(waiting),
        exported_by=unit.principal.member_id,
        exported_at=unit.now,
    )
    unit.session.add(out)
    unit.session.flush()
    for update in waiting:
        update.list_id = out.id
    unit.record(UpdatesExported(ref=out.ref, lines=out.lines))
    return Done({"list": out.ref, "lines": out.lines})


def _room_of_list(command: AcknowledgeUpdates, unit: OpenUnit) -> Place:
    return Place(room_id=_list(unit, command.list).room_id)


@use_case(AcknowledgeUpdates, roles=ROOM_ROLES, place=_room_of_list)
def acknowledge_updates(command: AcknowledgeUpdates, unit: OpenUnit) -> Answer:
    """The roster follows what was taken. Raises NotFound, BadValue, ImpossibleStep."""
    out = _list(unit, command.list)
    if out.acknowledged_at is not None:
        raise ImpossibleStep(state="acknowledged")
    lines = list(
        unit.session.exec(
            select(SystemUpdate).where(
                SystemUpdate.list_id == out.id, SystemUpdate.state == UpdateState.PENDING
            )
        ).all()
    )
    if set(command.left) - {line.ref for line in lines}:
        raise BadValue(field="left")
    out.receipt = entered("receipt", command.receipt, 60)
    out.acknowledged_by, out.acknowledged_at = unit.principal.member_id, unit.now
    taken = [line for line in lines if line.ref not in command.left]
    for line in lines:
        if line in taken:
            line.state = UpdateState.TAKEN
            _follow(unit, line)
        else:
            line.list_id = None
    left = len(lines) - len(taken)
    unit.record(UpdatesAcknowledged(ref=out.ref, taken=len(taken), left=left, receipt=out.receipt))
    return Done({"taken": len(taken), "left": left})


def _follow(unit: OpenUnit, line: SystemUpdate) -> None:
    """The roster shows what the system shows from now on: dates as it writes them, to the month.

    Posts over the years stand in the system alone: the roster has no column for them.
    """
    field, value = roster_field(line.fact, line.detail), line.after
    if not field:
        return
    cadre = unit.session.exec(
        select(Cadre)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .where(Dossier.id == line.dossier_id)
    ).one()
    if line.fact in DATES:
        value = line.after[:7].replace(".", "-")
    setattr(cadre, field, value[:30])


def _waiting(unit: OpenUnit, room_id: int) -> list[SystemUpdate]:
    rows = unit.session.exec(
        select(SystemUpdate)
        .where(SystemUpdate.room_id == room_id, SystemUpdate.state == UpdateState.PENDING)
        .order_by(col(SystemUpdate.id))
        .with_for_update()
    )
    return [row for row in rows.all() if row.list_id is None]


def _unacknowledged(unit: OpenUnit, room_id: int) -> bool:
    waiting = select(UpdateList.id).where(
        UpdateList.room_id == room_id, col(UpdateList.acknowledged_at).is_(None)
    )
    return unit.session.exec(waiting).first() is not None


def _next(unit: OpenUnit, room_id: int, year: int) -> int:
    last = select(func.coalesce(func.max(UpdateList.nth), 0)).where(
        UpdateList.room_id == room_id, UpdateList.year == year
    )
    return unit.session.exec(last).one() + 1


def _list(unit: OpenUnit, ref: str) -> UpdateList:
    found = unit.session.exec(
        select(UpdateList).where(UpdateList.ref == ref).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found
