"""Cadres, dossiers and volumes of a roster (导入的干部、档案、卷): new ones, and those to bring up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select, update

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume, VolumeKind, new_label
from core.holdings.insert_rows import insert_rows
from core.holdings.roster.row import RosterRow
from core.holdings.terms import Findable, findable, keep_terms, replace_terms
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


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of what the rows name: rooms, units, and slots by room."""

    rooms: Mapping[str, int]
    units: Mapping[str, int]
    slots: Mapping[tuple[int, str], int]

    def slot_of(self, row: RosterRow) -> int | None:
        return self.slots.get((self.rooms[row.room], row.slot))


@dataclass(frozen=True, slots=True)
class Differing:
    """Rows that say something else than is kept, and the columns that their sheet leaves out."""

    rows: Sequence[RosterRow]
    left_out: Sequence[str] = ()

    def facts(self, row: RosterRow, units: Mapping[str, int]) -> dict[str, Any]:
        """What the row says about its cadre."""
        said = _cadre(row, units)
        return {name: value for name, value in said.items() if name not in self.left_out}


def known_dossiers(unit: OpenUnit, rows: Sequence[RosterRow]) -> dict[str, tuple[int, int]]:
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


def insert_dossiers(unit: OpenUnit, rows: Sequence[RosterRow], at: Places) -> None:
    """Write dossiers that are not here yet, with their cadres, volumes and search terms."""
    cadres = insert_rows(unit.session, Cadre, [_cadre(row, at.units) for row in rows])
    dossiers = insert_rows(
        unit.session,
        Dossier,
        [
            {
                "number": row.dossier_number,
                "cadre_id": cadre_id,
                "room_id": at.rooms[row.room],
                "secrecy": row.secrecy,
                "remark": row.remark,
            }
            for row, cadre_id in zip(rows, cadres, strict=True)
        ],
    )
    keep_terms(
        unit.session,
        (
            _findable(row, at.rooms[row.room], dossier_id, at)
            for row, dossier_id in zip(rows, dossiers, strict=True)
        ),
    )
    insert_rows(
        unit.session,
        Volume,
        [
            volume
            for row, dossier_id in zip(rows, dossiers, strict=True)
            for volume in _volumes(row, dossier_id, at.slot_of(row))
        ],
    )


def update_dossiers(
    unit: OpenUnit, differing: Differing, known: Mapping[str, tuple[int, int]], at: Places
) -> None:
    """Facts about the cadre follow the roster; where a dossier and its volumes are does not."""
    rows = differing.rows
    if not rows:
        return
    before = _findable_before(unit, [known[row.dossier_number][0] for row in rows])
    unit.session.execute(
        update(Cadre),
        [{"id": known[row.dossier_number][1], **differing.facts(row, at.units)} for row in rows],
    )
    if "secrecy" not in differing.left_out:
        unit.session.execute(
            update(Dossier),
            [{"id": known[row.dossier_number][0], "secrecy": row.secrecy} for row in rows],
        )
    for row in rows:
        was = before[known[row.dossier_number][0]]
        replace_terms(unit.session, was, _findable(row, was.room_id, was.dossier_id, at))
    _complete_volumes(unit, rows, known, at)


def _complete_volumes(
    unit: OpenUnit, rows: Sequence[RosterRow], known: Mapping[str, tuple[int, int]], at: Places
) -> None:
    """Volumes that the roster counts and nobody has entered yet, and slots of those without one;
    no volume is ever taken away or moved.
    """
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
        for volume in _volumes(row, known[row.dossier_number][0], at.slot_of(row))
        if (volume["dossier_id"], volume["kind"], volume["ordinal"]) not in have
    ]
    insert_rows(unit.session, Volume, missing)
    for row in rows:
        if slot_id := at.slot_of(row):
            unit.session.execute(
                update(Volume)
                .where(col(Volume.dossier_id) == known[row.dossier_number][0])
                .where(col(Volume.slot_id).is_(None))
                .values(slot_id=slot_id)
            )


def _findable_before(unit: OpenUnit, ids: list[int]) -> dict[int, Findable]:
    found: dict[int, Findable] = {}
    for start in range(0, len(ids), AT_ONCE):
        found |= findable(unit.session, ids[start : start + AT_ONCE])
    return found


def _cadre(row: RosterRow, units: Mapping[str, int]) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in SHARED}
    return {**facts, "unit_id": units[row.unit], "id_last4": row.id_number[-4:]}


def _findable(row: RosterRow, room_id: int, dossier_id: int, at: Places) -> Findable:
    known = (room_id, dossier_id, row.dossier_number, at.units[row.unit])
    return Findable(*known, row.name, row.id_number[-4:])


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
