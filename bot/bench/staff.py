"""The people of a measured house (测量用人员): one room of each kind of post, written straight in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from core.ids import opaque
from core.members.codes import new_token, token_hash
from core.members.member import Grant, Member, Role
from core.members.proofs import Token
from core.members.room import Room
from core.members.units import Unit
from core.reminders.known_year import KnownYear, years_of
from core.reminders.workdays import Workday, known_exceptions

REASON = "巡视巡察"
ARCHIVISTS = 20


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts in the measured cases; `tokens` opens the interface for each archivist."""

    room: int
    unit: int
    contact: int
    approver: int
    head: int
    archivists: tuple[int, ...]
    tokens: tuple[str, ...]


def appoint(connection: Connection, now: datetime) -> Staff:
    """A room that lends for REASON, a unit under it, its people with confirmed roles."""
    room = add_row(
        connection, Room, name="测量档案室", short_name="测", lending_reasons=REASON, opening=""
    )
    unit = add_row(connection, Unit, name="测量单位", room_id=room)
    contact = _member(connection, now, Role.UNIT_CONTACT, unit=unit)
    approver = _member(connection, now, Role.APPROVER, unit=unit)
    head = _member(connection, now, Role.HEAD, room=room)
    posts = range(ARCHIVISTS)
    archivists = tuple(_member(connection, now, Role.ARCHIVIST, room=room) for _ in posts)
    tokens = tuple(_token(connection, member, now) for member in archivists)
    _keep_workdays(connection, now)
    return Staff(room, unit, contact, approver, head, archivists, tokens)


def _member(
    connection: Connection,
    now: datetime,
    role: Role,
    room: int | None = None,
    unit: int | None = None,
) -> int:
    number = f"B{opaque(8)}"
    member = add_row(connection, Member, number=number, name="测量", unit_id=unit, bound_at=now)
    since = now - timedelta(days=1)
    scope = {"room_id": room, "unit_id": unit}
    add_row(
        connection, Grant, member_id=member, role=role, valid_from=since, confirmed_at=now, **scope
    )
    return member


def _token(connection: Connection, member: int, now: datetime) -> str:
    secret = new_token()
    row = Token(
        token_hash=token_hash(secret),
        member_id=member,
        scope="bench",
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    connection.execute(insert(Token), [row.model_dump()])
    return secret


def _keep_workdays(connection: Connection, now: datetime) -> None:
    days = known_exceptions((now.year, now.year + 1))
    connection.execute(insert(Workday), [day.model_dump() for day in days])
    known = set(connection.execute(select(col(KnownYear.year))).scalars())
    years = [year.model_dump() for year in years_of(days, now) if year.year not in known]
    if years:
        connection.execute(insert(KnownYear), years)


def add_row(connection: Connection, table: type[Any], **values: Any) -> int:
    """Write one row; gives its key."""
    row = table(**values).model_dump(exclude={"id"})
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])
