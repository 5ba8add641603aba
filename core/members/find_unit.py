"""Which unit is meant (单位检索): by its name, a piece of it, or its pinyin initials."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.holdings.readings import initials
from core.holdings.terms import bare_name
from core.members.scope import Viewer, visible
from core.members.units import Unit

MOST = 300


def units_seen(session: Session, viewer: Viewer) -> list[tuple[int, str]]:
    """Units within the viewer's scope, by name."""
    named: Any = select(col(Unit.id), col(Unit.name))
    rows = session.execute(visible(named, Unit, viewer).order_by(col(Unit.name)).limit(MOST))
    return [(unit_id, name) for unit_id, name in rows.all()]


def units_meant(units: list[tuple[int, str]], text: str) -> list[tuple[int, str]]:
    """Those that a typed text can mean: the one of this name, else every one it fits."""
    bare = bare_name(text)
    if not bare:
        return []
    whole = [unit for unit in units if bare_name(unit[1]) == bare]
    if whole:
        return whole
    return [unit for unit in units if bare in bare_name(unit[1]) or _begins(unit[1], bare)]


def _begins(name: str, letters: str) -> bool:
    """Whether the name's initials begin so, with or without the 市 or 县 before it."""
    wanted = letters.lower()
    return any(said.startswith(wanted) or said[1:].startswith(wanted) for said in initials(name))
