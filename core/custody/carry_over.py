"""Carry over (在借带入): volumes that were out before the system began, with their real dates.

Each gets what a lend has: a request (its papers lie in the old register), a line that is lent, an
open custody. So counting, taking back, extending and reminding know of no second kind of loan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import col, select

from core.clock import SHANGHAI, local_date
from core.custody.custody import Custody, Kind
from core.custody.events import LoanCarriedOver
from core.errors import BadValue, ImpossibleStep
from core.holdings.dossier import Dossier, Volume
from core.holdings.roster.other_sheets import LoanRow
from core.members.member import Grant, Member, Role
from core.members.room import Room
from core.requests.line import Line, LineState
from core.requests.request import Mode, Request, State
from core.requests.series import next_number
from core.unit import OpenUnit

SERIES = "carried_over"
PURPOSE = "other_work"
DETAIL = "启用系统前借出，手续见原登记簿"


@dataclass(frozen=True, slots=True)
class _Out:
    """A volume that is to be out, its room, and the custody that it is in already."""

    volume: Volume
    room: Room
    custody: Custody | None


def carry_over(unit: OpenUnit, rows: Sequence[LoanRow], units: Mapping[str, int]) -> int:
    """Open their custodies; gives how many. The same loan in a second import is passed over.

    Raises BadValue for an unknown volume or unit and ImpossibleStep for a volume that is out
    otherwise, or where there is nobody yet who could have recorded it.
    """
    opened = 0
    for row in rows:
        if row.unit not in units:
            raise BadValue(field="loans")
        out = _find(unit, row)
        if out.custody is None:
            _open(unit, row, out, units[row.unit])
            opened += 1
        elif not is_same_loan(row, out.custody.opened_at):
            raise ImpossibleStep(state="volume_is_out")
    return opened


def is_same_loan(row: LoanRow, opened_at: datetime) -> bool:
    """Whether a custody that began then is this loan."""
    return local_date(opened_at).isoformat() == row.opened_on


def recorder(unit: OpenUnit) -> int | None:
    """In whose name an import records: the member who runs it, else the first administrator."""
    if unit.principal.member_id is not None:
        return unit.principal.member_id
    return unit.session.exec(
        select(Grant.member_id)
        .where(Grant.role == Role.ADMINISTRATOR, col(Grant.revoked_at).is_(None))
        .order_by(col(Grant.id))
    ).first()


def _find(unit: OpenUnit, row: LoanRow) -> _Out:
    found = unit.session.exec(
        select(Volume, Room)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .join(Room, col(Room.id) == Dossier.room_id)
        .where(
            Dossier.number == row.dossier_number,
            Volume.kind == row.kind,
            Volume.ordinal == row.ordinal,
        )
    ).first()
    if found is None:
        raise BadValue(field="loans")
    volume, room = found
    is_open = select(Custody).where(
        Custody.volume_id == volume.id, col(Custody.closed_at).is_(None)
    )
    return _Out(volume, room, unit.session.exec(is_open).first())


def _open(unit: OpenUnit, row: LoanRow, out: _Out, unit_id: int) -> None:
    member_id = recorder(unit)
    if member_id is None:
        raise ImpossibleStep(state="nobody_to_record")
    opened_at = datetime.combine(date.fromisoformat(row.opened_on), time(), SHANGHAI)
    request = _request(unit, row, out.room, unit_id, opened_at)
    line = Line(request_id=request.id or 0, volume_id=out.volume.id or 0, state=LineState.LENT)
    unit.session.add(line)
    unit.session.flush()
    custody = Custody(
        volume_id=out.volume.id or 0,
        kind=Kind.LEND,
        line_id=line.id,
        opened_at=opened_at,
        opened_by=member_id,
        due_on=date.fromisoformat(row.due_on),
        remark=f"经手人：{row.handler}" if row.handler else "",
    )
    unit.session.add(custody)
    unit.session.flush()
    unit.record(
        LoanCarriedOver(
            ref=out.volume.label,
            request=request.ref,
            custody=custody.id or 0,
            opened_at=opened_at,
            due_on=date.fromisoformat(row.due_on),
        )
    )


def _request(
    unit: OpenUnit, row: LoanRow, room: Room, unit_id: int, opened_at: datetime
) -> Request:
    year = opened_at.astimezone(SHANGHAI).year
    given = next_number(unit.session, room.id or 0, SERIES, year)
    request = Request(
        number=f"{room.short_name}前借〔{year}〕{given:04d}号",
        short=f"Q{given:04d}",
        room_id=room.id or 0,
        unit_id=unit_id,
        applicant_id=_applicant(unit, unit_id),
        mode=Mode.LEND,
        purpose=PURPOSE,
        purpose_detail=DETAIL,
        lending_reason=row.reason,
        state=State.READY,
        state_since=opened_at,
        submitted_at=opened_at,
        ready_at=opened_at,
        carried_over_at=unit.now,
    )
    unit.session.add(request)
    unit.session.flush()
    return request


def _applicant(unit: OpenUnit, unit_id: int) -> int:
    """The unit's contact, who is reminded; where there is none yet, whoever records it."""
    contact = unit.session.exec(
        select(Member.id)
        .join(Grant, col(Grant.member_id) == col(Member.id))
        .where(
            Grant.role == Role.UNIT_CONTACT,
            Grant.unit_id == unit_id,
            col(Grant.revoked_at).is_(None),
        )
        .order_by(col(Grant.id))
    ).first()
    sits = select(Member.id).where(Member.unit_id == unit_id).order_by(col(Member.id))
    found = contact or unit.session.exec(sits).first() or recorder(unit)
    assert found is not None
    return found
