"""Import a roster (导入花名册): rooms, units, cadres, dossiers, volumes and slots in one go.

The workbook was read and checked before (`roster/`); here everything is written in one transaction
or nothing is. A dossier that is already there, by its number, is brought up to date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import insert
from sqlmodel import SQLModel, col, select, update

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume, VolumeKind, new_label
from core.holdings.events import RosterImported
from core.holdings.roster.row import RosterRow
from core.members.member import Role
from core.members.room import Room
from core.members.units import Unit
from core.unit import OpenUnit

# The same word in a roster row and in a cadre's row.
SHARED = [
    "name",
    "gender",
    "ethnicity",
    "born",
    "began_work",
    "joined_party",
    "party_standing",
    "fulltime_education",
    "inservice_education",
    "post",
    "rank",
    "custody_authority",
    "establishment",
    "personnel_kind",
    "title_level",
    "selected_graduate",
    "status",
]
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRoster(Command):
    rows: tuple[RosterRow, ...]


@use_case(ImportRoster, roles={Role.ADMINISTRATOR}, principals={"setup"})
def import_roster(command: ImportRoster, unit: OpenUnit) -> Answer:
    """Write the rows; answers how many dossiers are new and how many were brought up to date."""
    if not command.rows:
        raise BadValue(field="rows")
    rooms = _rooms(unit, command.rows)
    units = _units(unit, command.rows, rooms)
    slots = _slots(unit, command.rows, rooms)
    known = _known(unit, command.rows)
    new = [row for row in command.rows if row.dossier_number not in known]
    old = [row for row in command.rows if row.dossier_number in known]
    _insert(unit, new, rooms, units, slots)
    _update(unit, old, known, units)
    unit.record(
        RosterImported(
            ref=hashlib.sha256(unit.principal.name.encode()).hexdigest()[:16],
            imported=len(new),
            updated=len(old),
            digest=hashlib.sha256(orjson.dumps(command.rows)).hexdigest(),
        )
    )
    return Done({"imported": len(new), "updated": len(old)})


def _rooms(unit: OpenUnit, rows: Iterable[RosterRow]) -> dict[str, int]:
    names = sorted({row.room for row in rows})
    have = dict(unit.session.exec(select(Room.name, Room.id)).all())
    for name in names:
        if name not in have:
            room = Room(name=name, short_name=name[:2] + "档")
            unit.session.add(room)
            unit.session.flush()
            have[name] = room.id
    return {name: have[name] or 0 for name in names}


def _units(unit: OpenUnit, rows: Iterable[RosterRow], rooms: dict[str, int]) -> dict[str, int]:
    have = dict(unit.session.exec(select(Unit.name, Unit.id)).all())
    for row in rows:
        if row.unit not in have:
            new = Unit(name=row.unit, room_id=rooms[row.room], nature=row.unit_nature)
            unit.session.add(new)
            unit.session.flush()
            have[row.unit] = new.id
    return {name: number or 0 for name, number in have.items()}


def _slots(
    unit: OpenUnit, rows: Iterable[RosterRow], rooms: dict[str, int]
) -> dict[tuple[int, str], int]:
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
        _add(unit, Slot, [{"room_id": room_id, "code": code} for room_id, code in missing]),
        strict=True,
    ):
        have[room_id, code] = number
    return have


def _known(unit: OpenUnit, rows: tuple[RosterRow, ...]) -> dict[str, tuple[int, int]]:
    """Dossier number → (dossier id, cadre id) of those already here."""
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(rows), AT_ONCE):
        numbers = [row.dossier_number for row in rows[start : start + AT_ONCE]]
        for number, dossier_id, cadre_id in unit.session.exec(
            select(Dossier.number, Dossier.id, Dossier.cadre_id).where(
                col(Dossier.number).in_(numbers)
            )
        ).all():
            found[number] = (dossier_id or 0, cadre_id)
    return found


def _insert(
    unit: OpenUnit,
    rows: list[RosterRow],
    rooms: dict[str, int],
    units: dict[str, int],
    slots: dict[tuple[int, str], int],
) -> None:
    cadres = _add(unit, Cadre, [_cadre(row, units) for row in rows])
    dossiers = _add(
        unit,
        Dossier,
        [
            {
                "number": row.dossier_number,
                "cadre_id": cadre_id,
                "room_id": rooms[row.room],
                "secrecy": row.secrecy,
                "remark": row.remark,
            }
            for row, cadre_id in zip(rows, cadres, strict=True)
        ],
    )
    _add(
        unit,
        Volume,
        [
            volume
            for row, dossier_id in zip(rows, dossiers, strict=True)
            for volume in _volumes(row, dossier_id, slots.get((rooms[row.room], row.slot)))
        ],
    )


def _cadre(row: RosterRow, units: dict[str, int]) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in SHARED}
    return {**facts, "unit_id": units[row.unit], "id_last4": row.id_number[-4:]}


def _volumes(row: RosterRow, dossier_id: int, slot_id: int | None) -> list[dict[str, Any]]:
    kinds = [(VolumeKind.ORIGINAL, n) for n in range(1, row.originals + 1)]
    kinds += [(VolumeKind.DUPLICATE, n) for n in range(1, row.duplicates + 1)]
    return [
        {
            "dossier_id": dossier_id,
            "kind": kind,
            "ordinal": ordinal,
            "label": new_label(),
            "slot_id": slot_id,
            "lost": False,
            "version": 1,
        }
        for kind, ordinal in kinds
    ]


def _update(
    unit: OpenUnit,
    rows: list[RosterRow],
    known: dict[str, tuple[int, int]],
    units: dict[str, int],
) -> None:
    """Facts about the cadre follow the roster; where a dossier and its volumes are does not."""
    if not rows:
        return
    unit.session.execute(
        update(Cadre),
        [{"id": known[row.dossier_number][1], **_cadre(row, units)} for row in rows],
    )
    unit.session.execute(
        update(Dossier),
        [{"id": known[row.dossier_number][0], "secrecy": row.secrecy} for row in rows],
    )


def _add(unit: OpenUnit, table: type[SQLModel], rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows and give their ids in the same order."""
    if not rows:
        return []
    key = table.__table__.c.id  # type: ignore[attr-defined]
    statement = insert(table).returning(key, sort_by_parameter_order=True)
    return list(unit.session.scalars(statement, rows))
