"""Keep a catalogue's counts (导入目录): pieces and pages by class, and their sums on the volume."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from core.errors import BadValue
from core.holdings.class_count import ClassCount
from core.holdings.dossier import Dossier, Volume
from core.holdings.roster.other_sheets import ClassRow
from core.unit import OpenUnit

AT_ONCE = 500

VolumeKey = tuple[str, str, int]  # dossier number, kind, ordinal
Counted = tuple[str, int, int | None]  # class, pieces, pages


def keep_catalogue(unit: OpenUnit, rows: Sequence[ClassRow]) -> int:
    """Replace the counts of the volumes that the sheet counts otherwise; gives how many those are.

    Raises BadValue for a volume that is not there.
    """
    if not rows:
        return 0
    volumes = volume_ids(unit.session, {row.dossier_number for row in rows})
    classes: dict[int, list[ClassRow]] = defaultdict(list)
    for row in rows:
        key = (row.dossier_number, row.kind, row.ordinal)
        if key not in volumes:
            raise BadValue(field="catalogue")
        classes[volumes[key]].append(row)
    kept = _counted(unit.session, list(classes))
    classes = {volume: said for volume, said in classes.items() if _says(said) != kept[volume]}
    if not classes:
        return 0
    _forget(unit.session, list(classes))
    unit.session.execute(
        insert(ClassCount),
        [
            {"volume_id": volume, "code": row.code, "pieces": row.pieces, "pages": row.pages}
            for volume, counted in classes.items()
            for row in counted
        ],
    )
    unit.session.execute(update(Volume), [_sums(volume, rows) for volume, rows in classes.items()])
    return len(classes)


def volume_ids(session: Session, numbers: Iterable[str]) -> dict[VolumeKey, int]:
    """The volumes of these dossiers, by number, kind and ordinal."""
    found: dict[VolumeKey, int] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        rows = session.execute(
            select(col(Dossier.number), col(Volume.kind), col(Volume.ordinal), col(Volume.id))
            .join(Volume, col(Volume.dossier_id) == col(Dossier.id))
            .where(col(Dossier.number).in_(wanted[start : start + AT_ONCE]))
        )
        found |= {(number, kind, ordinal): key for number, kind, ordinal, key in rows}
    return found


def _says(rows: Iterable[ClassRow]) -> set[Counted]:
    return {(row.code, row.pieces, row.pages) for row in rows}


def _counted(session: Session, volumes: list[int]) -> dict[int, set[Counted]]:
    """What is counted of each volume now."""
    found: dict[int, set[Counted]] = {volume: set() for volume in volumes}
    for start in range(0, len(volumes), AT_ONCE):
        some = col(ClassCount.volume_id).in_(volumes[start : start + AT_ONCE])
        for row in session.scalars(select(ClassCount).where(some)):
            found[row.volume_id].add((row.code, row.pieces, row.pages))
    return found


def _forget(session: Session, volumes: list[int]) -> None:
    for start in range(0, len(volumes), AT_ONCE):
        some = volumes[start : start + AT_ONCE]
        session.execute(delete(ClassCount).where(col(ClassCount.volume_id).in_(some)))


def _sums(volume: int, rows: Sequence[ClassRow]) -> dict[str, Any]:
    return {
        "id": volume,
        "pieces": sum(row.pieces for row in rows),
        "pages": sum(row.pages for row in rows),
    }
