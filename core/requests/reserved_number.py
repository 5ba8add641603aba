"""Reserved numbers (预留编号): taken from the room's series, printed on blank forms of the emergency kit.

The series never gives them out again. One is open until a case bears it or a person cancels it
with a reason; so every gap in the series can be explained.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from core.clock import local_date
from core.constraints import holds, one_of
from core.errors import BadValue
from core.members.room import Room
from core.requests.series import next_number
from core.unit import OpenUnit

SERIES = "case"


class ReservedState(StrEnum):
    OPEN = "open"
    USED = "used"
    CANCELLED = "cancelled"


class ReservedNumber(SQLModel, table=True):
    __tablename__ = "reserved_number"
    __table_args__ = (
        one_of("state", ReservedState),
        holds("used_by_a_case", "(state = 'used') = (request_id IS NOT NULL)"),
        holds("cancelled_with_a_reason", "(state = 'cancelled') = (reason <> '')"),
        holds("settled_since_when", "(state = 'open') = (settled_at IS NULL)"),
        UniqueConstraint("room_id", "number"),
        Index("ix_reserved_number_room_year", "room_id", "year", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(max_length=40)
    short: str = Field(max_length=10)
    room_id: int = Field(foreign_key="room.id")
    year: int
    reserved_at: datetime
    state: str = Field(default=ReservedState.OPEN, max_length=10)
    request_id: int | None = Field(default=None, foreign_key="request.id", unique=True)
    settled_at: datetime | None = None
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    reason: str = Field(default="", max_length=200)


_NUMBERED = (
    select(ReservedNumber)
    .where(
        ReservedNumber.room_id == bindparam("room_id"),
        ReservedNumber.number == bindparam("number"),
    )
    .with_for_update()
)


def number_words(room: Room, year: int, given: int) -> tuple[str, str]:
    """A case's number as it is printed, and the short one that people say."""
    return f"{room.short_name}办〔{year}〕{given:04d}号", f"{given:04d}"


def open_numbers(session: Session, room_id: int, year: int | None = None) -> list[ReservedNumber]:
    """Numbers that no case bears yet, in the order in which they were reserved."""
    statement = select(ReservedNumber).where(
        ReservedNumber.room_id == room_id, ReservedNumber.state == ReservedState.OPEN
    )
    if year is not None:
        statement = statement.where(ReservedNumber.year == year)
    return list(session.exec(statement.order_by(col(ReservedNumber.id))).all())


def reserve(unit: OpenUnit, room: Room, wanted: int) -> list[ReservedNumber]:
    """Reserve until `wanted` numbers of this year are open; gives the open ones, new ones last."""
    year, room_id = local_date(unit.now).year, room.id or 0
    kept = open_numbers(unit.session, room_id, year)
    for _ in range(wanted - len(kept)):
        given = next_number(unit.session, room_id, SERIES, year)
        number, short = number_words(room, year, given)
        row = ReservedNumber(
            number=number, short=short, room_id=room_id, year=year, reserved_at=unit.now
        )
        unit.session.add(row)
        kept.append(row)
    unit.session.flush()
    return kept


def find_open(unit: OpenUnit, room_id: int, number: str) -> ReservedNumber:
    """This room's open number, locked. Raises BadValue for any other: used, cancelled, unknown."""
    row = unit.session.scalars(_NUMBERED, {"room_id": room_id, "number": number}).first()
    if row is None or row.state != ReservedState.OPEN:
        raise BadValue(field="reserved")
    return row


def use(unit: OpenUnit, row: ReservedNumber, request_id: int) -> None:
    """The number is this case's from now on."""
    row.state, row.request_id = ReservedState.USED, request_id
    row.settled_at, row.settled_by = unit.now, unit.principal.member_id
