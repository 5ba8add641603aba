"""What an import would change (导入前比对): per dossier that is already here, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume, VolumeKind
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

    @property
    def is_somebody_else(self) -> bool:
        """Name and id number both change: more likely a wrong number than a new name."""
        return {HEADINGS[name] for name in ("name", "id_number")} <= {
            it.column for it in self.changes
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """`new` and `unchanged` count dossiers; `changed` names them in the order of the sheet."""

    new: int
    unchanged: int
    changed: list[Changed]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A dossier as it stands: its volumes by kind, and whether one of them has no slot yet."""

    cadre: Cadre
    dossier: Dossier
    unit: str
    ordinals: Mapping[str, set[int]]
    slotless: bool


def compare_roster(
    session: Session, rows: Sequence[RosterRow], left_out: Sequence[str] = ()
) -> Comparison:
    """The rows against what is kept now; nothing is written. Columns `left_out` change nothing."""
    changed: list[Changed] = []
    known = 0
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        kept = _kept(session, [row.dossier_number for row in some])
        known += len(kept)
        pairs = [(kept[row.dossier_number], row) for row in some if row.dossier_number in kept]
        found = [Changed(row.dossier_number, _changes(was, row, left_out)) for was, row in pairs]
        changed += [each for each in found if each.changes]
    return Comparison(len(rows) - known, known - len(changed), changed)


def _kept(session: Session, numbers: list[str]) -> dict[str, _Kept]:
    rows = session.exec(
        select(Cadre, Dossier, Unit.name)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .join(Unit, col(Unit.id) == Cadre.unit_id)
        .where(col(Dossier.number).in_(numbers))
    ).all()
    entered = session.exec(
        select(Volume.dossier_id, Volume.kind, Volume.ordinal, Volume.slot_id).where(
            col(Volume.dossier_id).in_([dossier.id for _, dossier, _ in rows])
        )
    ).all()
    ordinals: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for dossier_id, kind, ordinal, _ in entered:
        ordinals[dossier_id][kind].add(ordinal)
    slotless = {dossier_id for dossier_id, _, _, slot in entered if slot is None}
    return {
        dossier.number: _Kept(
            cadre, dossier, unit, ordinals[dossier.id or 0], dossier.id in slotless
        )
        for cadre, dossier, unit in rows
    }


def _changes(was: _Kept, row: RosterRow, left_out: Sequence[str]) -> tuple[Change, ...]:
    facts = [(name, getattr(was.cadre, name), getattr(row, name)) for name in SHARED]
    facts += [("unit", was.unit, row.unit), ("secrecy", was.dossier.secrecy, row.secrecy)]
    facts += [("id_number", was.cadre.id_last4, row.id_number[-4:])]
    facts += _volumes_to_come(was, row)
    said = [fact for fact in facts if fact[0] not in left_out]
    return tuple(_change(name, before, after) for name, before, after in said if before != after)


def _volumes_to_come(was: _Kept, row: RosterRow) -> list[tuple[str, object, object]]:
    """Volumes only come, and get a slot where they have none: neither is taken away."""
    counts = (("originals", VolumeKind.ORIGINAL), ("duplicates", VolumeKind.DUPLICATE))
    facts: list[tuple[str, object, object]] = []
    for name, kind in counts:
        have = was.ordinals[kind]
        facts.append((name, len(have), len(have | set(range(1, getattr(row, name) + 1)))))
    return [*facts, ("slot", "", row.slot if was.slotless else "")]


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
