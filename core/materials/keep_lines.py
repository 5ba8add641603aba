"""Keep the lines of catalogues that a workbook brings (导入材料目录): each line once, told apart by its kind.

Nothing is replaced: a line with the same class, title and day stands already and is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from core.errors import BadValue
from core.gaps.recount import recount
from core.holdings.dossier import Dossier
from core.holdings.insert_rows import insert_rows
from core.holdings.keep_catalogue import volume_ids
from core.holdings.roster.other_sheets import MaterialRow
from core.ids import opaque
from core.materials.material import Material, MaterialForm, MaterialState
from core.materials.recognise import kind_of_title, occasion_of
from core.requests.room_law import law_of
from core.unit import OpenUnit

AT_ONCE = 300
COPY = "复印件"


def keep_lines(unit: OpenUnit, rows: Sequence[MaterialRow]) -> int:
    """Add the lines and count the gaps of their dossiers; gives how many lines are new.

    Raises BadValue for a volume that is not there.
    """
    if not rows:
        return 0
    volumes = volume_ids(unit.session, {row.dossier_number for row in rows})
    own: dict[str, list[MaterialRow]] = defaultdict(list)
    for row in rows:
        if (row.dossier_number, row.kind, row.ordinal) not in volumes:
            raise BadValue(field="materials")
        own[row.dossier_number].append(row)
    numbers, new = list(own), 0
    for start in range(0, len(numbers), AT_ONCE):
        new += _keep(unit, {it: own[it] for it in numbers[start : start + AT_ONCE]}, volumes)
    return new


def _keep(unit: OpenUnit, own: dict[str, list[MaterialRow]], volumes: dict[Any, int]) -> int:
    """The lines of a few hundred dossiers."""
    found = select(Dossier).where(col(Dossier.number).in_(list(own)))
    dossiers = unit.session.exec(found).all()
    there = _standing(unit.session, [it.id or 0 for it in dossiers])
    lines: list[dict[str, Any]] = []
    for dossier in dossiers:
        book = law_of(unit, dossier.room_id).book
        standing = there[dossier.id or 0]
        known = {(it.class_code, it.title, it.formed) for it in standing}
        taken = {(it.class_code, it.serial) for it in standing}
        for row in own[dossier.number]:
            if (row.code, row.title, row.formed) in known:
                continue
            known.add((row.code, row.title, row.formed))
            serial = _free(row, taken)
            taken.add((row.code, serial))
            volume = volumes[row.dossier_number, row.kind, row.ordinal]
            kind = kind_of_title(book, row.code, row.title)
            lines.append(
                _line(row, dossier.id, volume, serial)
                | {
                    "kind": kind.code if kind else "",
                    "occasion": occasion_of(kind, row.title, row.formed) if kind else "",
                }
            )
    insert_rows(unit.session, Material, lines)
    recount(unit, [it.id or 0 for it in dossiers])
    return len(lines)


def _standing(session: Session, dossiers: Iterable[int]) -> dict[int, list[Material]]:
    found: dict[int, list[Material]] = defaultdict(list)
    asked = select(Material).where(col(Material.dossier_id).in_(list(dossiers)))
    for it in session.exec(asked).all():
        found[it.dossier_id].append(it)
    return found


def _free(row: MaterialRow, taken: set[tuple[str, int | None]]) -> int:
    """The serial that is asked for, else the next free one of the class."""
    if row.serial and (row.code, row.serial) not in taken:
        return row.serial
    return 1 + max((serial or 0 for code, serial in taken if code == row.code), default=0)


def _line(row: MaterialRow, dossier: int | None, volume: int, serial: int) -> dict[str, Any]:
    copied = COPY in row.remark or COPY in row.title
    return {
        "ref": opaque(20),
        "dossier_id": dossier,
        "volume_id": volume,
        "class_code": row.code,
        "serial": serial,
        "title": row.title,
        "formed": row.formed,
        "pages": row.pages or None,
        "form": MaterialForm.SEALED_COPY if copied else MaterialForm.ORIGINAL,
        "state": MaterialState.BOUND,
        "remark": row.remark,
        "version": 1,
    }
