"""The catalogue of a dossier (目录): its lines by class and serial, and making room for a new one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from core.holdings.dossier import Dossier, Volume
from core.materials.kinds import kind_of, rank_in_set
from core.materials.material import IN_DOSSIER, Material
from core.materials.order import Line, place_for
from rules.book import RuleBook

CLASSES = (
    *("1", "2", "3", "4-1", "4-2", "4-3", "4-4", "5", "6", "7", "8"),
    *("9-1", "9-2", "9-3", "9-4", "10"),
)


def lines_of(session: Session, dossier_id: int) -> list[Material]:
    """All lines in the order of the printed catalogue; what was taken out keeps its line."""
    found = session.exec(select(Material).where(Material.dossier_id == dossier_id)).all()
    return sorted(found, key=_printed)


def make_room(session: Session, book: RuleBook, material: Material, serial: int = 0) -> int:
    """Move lines of the class one further where they are in the way; gives the free serial.

    `serial` asks for a place, 0 leaves it to the order within the class.
    """
    lines = _of_class(session, material)
    place = serial or _free_place(book, material, lines)
    borne = {line.serial: line for line in lines}
    moved, at = [], place
    while at in borne:
        moved.append(borne[at])
        at += 1
    # Later ones first: no two lines may bear one serial, not for a moment.
    for line in reversed(moved):
        line.serial = (line.serial or 0) + 1
        session.add(line)
        session.flush()
    return place


def _free_place(book: RuleBook, material: Material, lines: Sequence[Material]) -> int:
    nth = place_for(_line(book, material), [_line(book, it) for it in lines])
    if nth <= len(lines):
        return lines[nth - 1].serial or nth
    return (lines[-1].serial or 0) + 1 if lines else 1


def volume_by_label(
    session: Session, label: str, *, lock: bool = False
) -> tuple[Volume, Dossier] | None:
    """The volume with this label and whose it is; locked where it is about to change."""
    wanted = (
        select(Volume, Dossier)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .where(Volume.label == label.strip().upper())
    )
    return session.exec(wanted.with_for_update() if lock else wanted).first()


def _of_class(session: Session, material: Material) -> Sequence[Material]:
    return session.exec(
        select(Material)
        .where(
            Material.dossier_id == material.dossier_id,
            Material.class_code == material.class_code,
            col(Material.state).in_(IN_DOSSIER),
            col(Material.serial).is_not(None),
            col(Material.id).is_distinct_from(material.id),
        )
        .order_by(col(Material.serial))
    ).all()


def _line(book: RuleBook, material: Material) -> Line:
    kind = kind_of(book, material.kind)
    if kind is None:
        return Line(material.formed)
    return Line(material.formed, kind.set, material.occasion, rank_in_set(kind, material.title))


def _printed(material: Material) -> tuple[int, int, str]:
    known = {code: nth for nth, code in enumerate(CLASSES)}
    return known.get(material.class_code, len(known)), material.serial or 9999, material.formed
