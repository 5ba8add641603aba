"""Import a roster (导入花名册): rooms, units, cadres, dossiers, volumes and slots in one go.

The workbook was read and checked before (`roster/`, `check_workbook`); here everything is written in
one transaction or nothing is. A dossier that is already there, by its number, is brought up to date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel, col, select, update

from core.command import Answer, Command, Done, content_hash, use_case
from core.custody.carry_over import carry_over
from core.errors import BadValue
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume, VolumeKind, new_label
from core.holdings.events import RosterImported
from core.holdings.keep_catalogue import keep_catalogue
from core.holdings.register_contacts import register_contacts
from core.holdings.roster.other_sheets import ClassRow, ContactRow, LoanRow, UnitRow
from core.holdings.roster.row import RosterRow
from core.holdings.terms import Findable, findable, keep_terms, replace_terms
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
    """The roster's rows, and those of the optional sheets."""

    rows: tuple[RosterRow, ...]
    units: tuple[UnitRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    catalogue: tuple[ClassRow, ...] = ()
    loans: tuple[LoanRow, ...] = ()


@use_case(ImportRoster, roles={Role.ADMINISTRATOR}, principals={"setup"})
def import_roster(command: ImportRoster, unit: OpenUnit) -> Answer:
    """Write everything; answers how many dossiers are new, how many were brought up to date, and
    how much came from each of the other sheets. Raises BadValue where a sheet names what is not there.
    """
    if not command.rows:
        raise BadValue(field="rows")
    rooms = _rooms(unit, [*command.rows, *command.units])
    units = _units(unit, command, rooms)
    slots = _slots(unit, command.rows, rooms)
    known = _known(unit, command.rows)
    new = [row for row in command.rows if row.dossier_number not in known]
    old = [row for row in command.rows if row.dossier_number in known]
    _insert(unit, new, rooms, units, slots)
    _update(unit, old, known, units)
    _complete_volumes(unit, old, known, slots, rooms)
    others = {
        "contacts": register_contacts(unit, command.contacts, units),
        "catalogue": keep_catalogue(unit, command.catalogue),
        "loans": carry_over(unit, command.loans, units),
    }
    unit.record(
        RosterImported(
            ref=hashlib.sha256(unit.principal.name.encode()).hexdigest()[:16],
            imported=len(new),
            updated=len(old),
            digest=content_hash(command),
        )
    )
    return Done({"imported": len(new), "updated": len(old), **others})


def _rooms(unit: OpenUnit, rows: Iterable[RosterRow | UnitRow]) -> dict[str, int]:
    names = sorted({row.room for row in rows})
    have = dict(unit.session.exec(select(Room.name, Room.id)).all())
    for name in names:
        if name not in have:
            room = Room(name=name, short_name=name[:2] + "档")
            unit.session.add(room)
            unit.session.flush()
            have[name] = room.id
    return {name: have[name] or 0 for name in names}


def _units(unit: OpenUnit, command: ImportRoster, rooms: dict[str, int]) -> dict[str, int]:
    """Every unit by name; new ones as the sheet 单位 has them, else as the roster has them."""
    have = dict(unit.session.exec(select(Unit.name, Unit.id)).all())
    listed = [(row.unit, row.room, row.nature) for row in command.units]
    listed += [(row.unit, row.room, row.unit_nature) for row in command.rows]
    for name, room, nature in listed:
        if name not in have:
            new = Unit(name=name, room_id=rooms[room], nature=nature)
            unit.session.add(new)
            unit.session.flush()
            have[name] = new.id
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
    keep_terms(
        unit.session,
        (
            _findable(row, rooms[row.room], dossier_id)
            for row, dossier_id in zip(rows, dossiers, strict=True)
        ),
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


def _findable(row: RosterRow, room_id: int, dossier_id: int) -> Findable:
    return Findable(room_id, dossier_id, row.dossier_number, row.name, row.id_number[-4:])


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
    before = _findable_before(unit, [known[row.dossier_number][0] for row in rows])
    unit.session.execute(
        update(Cadre),
        [{"id": known[row.dossier_number][1], **_cadre(row, units)} for row in rows],
    )
    unit.session.execute(
        update(Dossier),
        [{"id": known[row.dossier_number][0], "secrecy": row.secrecy} for row in rows],
    )
    for row in rows:
        was = before[known[row.dossier_number][0]]
        replace_terms(unit.session, was, _findable(row, was.room_id, was.dossier_id))


def _findable_before(unit: OpenUnit, ids: list[int]) -> dict[int, Findable]:
    found: dict[int, Findable] = {}
    for start in range(0, len(ids), AT_ONCE):
        found |= findable(unit.session, ids[start : start + AT_ONCE])
    return found


def _complete_volumes(
    unit: OpenUnit,
    rows: list[RosterRow],
    known: dict[str, tuple[int, int]],
    slots: dict[tuple[int, str], int],
    rooms: dict[str, int],
) -> None:
    """Volumes that the roster counts and nobody has entered yet; none is ever taken away."""
    have: set[tuple[int, str, int]] = set()
    ids = [known[row.dossier_number][0] for row in rows]
    for start in range(0, len(ids), AT_ONCE):
        entered = select(Volume.dossier_id, Volume.kind, Volume.ordinal).where(
            col(Volume.dossier_id).in_(ids[start : start + AT_ONCE])
        )
        have |= {(row[0], row[1], row[2]) for row in unit.session.exec(entered).all()}
    missing = [
        volume
        for row in rows
        for volume in _volumes(
            row, known[row.dossier_number][0], slots.get((rooms[row.room], row.slot))
        )
        if (volume["dossier_id"], volume["kind"], volume["ordinal"]) not in have
    ]
    _add(unit, Volume, missing)


def _add(unit: OpenUnit, table: type[SQLModel], rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows and give their ids in the same order."""
    if not rows:
        return []
    key = table.__table__.c.id  # type: ignore[attr-defined]
    statement = insert(table).returning(key, sort_by_parameter_order=True)
    return list(unit.session.scalars(statement, rows))
