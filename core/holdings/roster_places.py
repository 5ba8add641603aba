"""Rooms, units and slots that a workbook names (导入时的管档单位、单位、库位): made where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from core.holdings.dossier import Slot, new_slot_label
from core.holdings.insert_rows import insert_rows
from core.holdings.roster.other_sheets import UnitRow
from core.holdings.roster.row import RosterRow
from core.members.room import Room
from core.members.units import Unit
from core.unit import OpenUnit


def rooms_named(unit: OpenUnit, rows: Iterable[RosterRow | UnitRow]) -> dict[str, int]:
    """Each room by name."""
    names = sorted({row.room for row in rows})
    have = dict(unit.session.exec(select(Room.name, Room.id)).all())
    for name in names:
        if name not in have:
            room = Room(name=name, short_name=name[:2] + "档")
            unit.session.add(room)
            unit.session.flush()
            have[name] = room.id
    return {name: have[name] or 0 for name in names}


def units_named(
    unit: OpenUnit, listed: Sequence[UnitRow], people: Sequence[RosterRow], rooms: dict[str, int]
) -> dict[str, int]:
    """Every unit by name; new ones as the sheet 单位 has them, else as the roster has them."""
    have = dict(unit.session.exec(select(Unit.name, Unit.id)).all())
    wanted = [(row.unit, row.room, row.nature) for row in listed]
    wanted += [(row.unit, row.room, row.unit_nature) for row in people]
    for name, room, nature in wanted:
        if name not in have:
            new = Unit(name=name, room_id=rooms[room], nature=nature)
            unit.session.add(new)
            unit.session.flush()
            have[name] = new.id
    return {name: number or 0 for name, number in have.items()}


def slots_named(
    unit: OpenUnit, rows: Iterable[RosterRow], rooms: dict[str, int]
) -> dict[tuple[int, str], int]:
    """Each slot by room and code."""
    wanted = {(rooms[row.room], row.slot) for row in rows if row.slot}
    have = {
        (room_id, code): number or 0
        for room_id, code, number in unit.session.exec(
            select(Slot.room_id, Slot.code, Slot.id).where(col(Slot.room_id).in_(rooms.values()))
        ).all()
    }
    missing = sorted(wanted - have.keys())
    for (room_id, code), number in zip(
        missing,
        insert_rows(
            unit.session,
            Slot,
            [
                {"room_id": room_id, "code": code, "label": new_slot_label()}
                for room_id, code in missing
            ],
        ),
        strict=True,
    ):
        have[room_id, code] = number
    return have
