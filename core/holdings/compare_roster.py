"""What an import would change (导入前比对): per dossier that is already here, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.holdings.roster import choices
from core.holdings.roster.columns import COLUMNS
from core.holdings.roster.row import RosterRow
from core.holdings.roster_dossiers import AT_ONCE, SHARED
from core.masked import Masked
from core.members.units import Unit

HEADINGS = {column.field: column.heading for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one dossier, before and after; a name keeps its mask."""

    column: str
    before: str | Masked
    after: str | Masked


@dataclass(frozen=True, slots=True)
class Changed:
    """One dossier that the import would bring up to date, with at least one change."""

    number: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`new` and `unchanged` count dossiers; `changed` names them in the order of the sheet."""

    new: int
    unchanged: int
    changed: list[Changed]


def compare_roster(session: Session, rows: Sequence[RosterRow]) -> Comparison:
    """The rows against what is kept now; nothing is written."""
    changed: list[Changed] = []
    known = 0
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        kept = _kept(session, [row.dossier_number for row in some])
        known += len(kept)
        pairs = [(kept[row.dossier_number], row) for row in some if row.dossier_number in kept]
        found = [Changed(row.dossier_number, _changes(*was, row)) for was, row in pairs]
        changed += [each for each in found if each.changes]
    return Comparison(len(rows) - known, known - len(changed), changed)


def _kept(session: Session, numbers: list[str]) -> dict[str, tuple[Cadre, Dossier, str]]:
    rows = session.exec(
        select(Cadre, Dossier, Unit.name)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .join(Unit, col(Unit.id) == Cadre.unit_id)
        .where(col(Dossier.number).in_(numbers))
    ).all()
    return {dossier.number: (cadre, dossier, unit) for cadre, dossier, unit in rows}


def _changes(cadre: Cadre, dossier: Dossier, unit: str, row: RosterRow) -> tuple[Change, ...]:
    facts = [(name, getattr(cadre, name), getattr(row, name)) for name in SHARED]
    facts += [("unit", unit, row.unit), ("secrecy", dossier.secrecy, row.secrecy)]
    facts += [("id_number", cadre.id_last4, row.id_number[-4:])]
    return tuple(_change(name, before, after) for name, before, after in facts if before != after)


def _change(name: str, before: object, after: object) -> Change:
    if name == "name":
        return Change(HEADINGS[name], Masked(str(before)), Masked(str(after)))
    if name == "id_number":
        return Change(HEADINGS[name], "", "")  # that it changes is enough
    return Change(HEADINGS[name], shown(name, before), shown(name, after))


def shown(name: str, value: object) -> str:
    """A value as the sheet would have it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    table = choices.BY_FIELD.get(name)
    return choices.shown(table, str(value)) if table and value in table else str(value)
