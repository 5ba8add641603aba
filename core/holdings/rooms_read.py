"""Whose rules concern a member (适用哪一间档案室的规定): their own room, or where their unit's dossiers lie."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.members.member import OFFICERS, Member
from core.members.questions import Held
from core.members.room import Room
from core.members.units import Unit


def rooms_read_by(session: Session, member_id: int, grants: tuple[Held, ...]) -> list[Room]:
    """The rooms whose rules a member reads, the nearest first; officers read every room's."""
    member = session.get(Member, member_id)
    units = {held.unit_id for held in grants if held.unit_id is not None}
    near = [held.room_id for held in grants if held.room_id is not None and held.unit_id is None]
    if member is not None:
        near = [*([member.room_id] if member.room_id is not None else []), *near]
        units |= {member.unit_id} if member.unit_id is not None else set()
    ids = dict.fromkeys([*near, *_rooms_of_units(session, units)])
    rooms = {room.id or 0: room for room in session.exec(select(Room).order_by(col(Room.id)))}
    if any(held.role in OFFICERS for held in grants):
        ids |= dict.fromkeys(rooms)
    return [rooms[room_id] for room_id in ids if room_id in rooms]


def room_asked(session: Session, unit_id: int, number: str) -> Room | None:
    """The room that a unit's application goes to: where the dossier lies, if it is the unit's own
    and open; else the unit's room, so that nothing is told by it about any other dossier.
    """
    lies = session.exec(
        select(Room)
        .join(Dossier, col(Dossier.room_id) == Room.id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(
            Dossier.number == number,
            Dossier.secrecy == Secrecy.NONE,
            Cadre.unit_id == unit_id,
        )
    ).first()
    of_unit = select(Room).join(Unit, col(Unit.room_id) == Room.id).where(Unit.id == unit_id)
    return lies or session.exec(of_unit).first()


def _rooms_of_units(session: Session, units: Iterable[int]) -> list[int]:
    wanted = set(units)
    if not wanted:
        return []
    own = select(Unit.room_id).where(col(Unit.id).in_(wanted)).order_by(col(Unit.id))
    kept = (
        select(Dossier.room_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(Cadre.unit_id).in_(wanted), Dossier.secrecy == Secrecy.NONE)
        .distinct()
        .order_by(col(Dossier.room_id))
    )
    return [*session.exec(own).all(), *session.exec(kept).all()]
