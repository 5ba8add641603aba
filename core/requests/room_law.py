"""The law of a room (本室适用的规定): its own book where it has one, else the house's."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from core.members.room import Room
from core.prepared import Prepared
from core.unit import OpenUnit
from rules.judge import Judge

_NAME = Prepared(select(col(Room.name)).where(col(Room.id) == bindparam("room_id")))


def law_of(unit: OpenUnit, room_id: int) -> Judge:
    """The judge of this archive room."""
    return judge_of(unit.session, unit.law, room_id)


def judge_of(session: Session, house: Judge, room_id: int) -> Judge:
    """The judge of this archive room, in a house with this law.

    Asking writes nothing: a request that is half way through a step is not flushed by it.
    """
    if not house.rooms:
        return house
    with session.no_autoflush:
        row = _NAME.first(session, room_id=room_id)
    return house if row is None else house.of_room(row[0])
