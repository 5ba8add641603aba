"""Sums of a volume (卷内件数页数) kept in step with what is bound into it and taken out of it.

A volume that nobody has counted stays uncounted: one known piece does not make the rest known.
"""

from __future__ import annotations

from sqlmodel import Session

from core.holdings.class_count import ClassCount
from core.holdings.dossier import Volume
from core.materials.material import Material


def add_to_sums(session: Session, volume: Volume, material: Material) -> None:
    """One more piece, with its pages, in the volume and in its class."""
    _move(session, volume, material, 1)


def take_from_sums(session: Session, volume: Volume, material: Material) -> None:
    """One piece less."""
    _move(session, volume, material, -1)


def _move(session: Session, volume: Volume, material: Material, by: int) -> None:
    volume.version += 1
    if volume.pieces is None:
        return
    volume.pieces = max(0, volume.pieces + by)
    volume.pages = _more(volume.pages, material.pages, by)
    count = session.get(ClassCount, (volume.id, material.class_code)) or ClassCount(
        volume_id=volume.id or 0, code=material.class_code, pieces=0, pages=0
    )
    count.pieces = max(0, count.pieces + by)
    count.pages = _more(count.pages, material.pages, by)
    session.add_all((volume, count))


def _more(pages: int | None, own: int | None, by: int) -> int | None:
    return None if pages is None or own is None else max(0, pages + by * own)
