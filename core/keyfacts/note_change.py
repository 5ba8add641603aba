"""Note a change (重点信息有变): what an inspected paper newly shows, or the roster had corrected, waits for the system.

A change is told, not judged: where papers or roster contradict each other an item is open instead, and
what an old paper repeats is no news to a system that was fed by hand all along.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from core.clock import local_date
from core.holdings.dossier import Dossier
from core.keyfacts.difference import Difference
from core.keyfacts.questions import facts_shown, roster_field, roster_value
from core.keyfacts.shown_fact import KeyFact, ShownFact
from core.keyfacts.system_update import SystemUpdate, UpdateState
from core.keyfacts.values import agree
from core.requests.room_law import law_of
from core.unit import OpenUnit

NEWS = "counts_as_change"


def note_shown(unit: OpenUnit, shown: ShownFact) -> None:
    """A paper that came through inspection shows what was not there before."""
    came_in = shown.piece_id is not None and shown.material_id is not None
    if came_in and _is_new(unit, shown):
        _keep(unit, shown, before="")


def note_corrected(unit: OpenUnit, item: Difference) -> None:
    """The roster was put right to what papers show: the system may still show what it said."""
    now = roster_value(unit.session, item.dossier_id, item.fact, item.detail)
    if not now or agree(item.fact, item.roster_value, now):
        return
    papers = facts_shown(unit.session, item.dossier_id, item.fact, item.detail)
    agreeing = next((it for it in papers if agree(item.fact, it.value, now)), None)
    if agreeing is not None:
        _keep(unit, agreeing, before=item.roster_value, after=now, difference_id=item.id)


def forget_withdrawn(unit: OpenUnit, shown: ShownFact) -> None:
    """What a withdrawn fact alone had brought goes with it, unless it is on a list that went out."""
    rows = unit.session.exec(
        select(SystemUpdate).where(
            SystemUpdate.shown_id == shown.id,
            col(SystemUpdate.difference_id).is_(None),
            SystemUpdate.state == UpdateState.PENDING,
            col(SystemUpdate.list_id).is_(None),
        )
    ).all()
    for row in rows:
        unit.session.delete(row)


def _is_new(unit: OpenUnit, shown: ShownFact) -> bool:
    if roster_field(shown.fact, shown.detail):
        return not roster_value(unit.session, shown.dossier_id, shown.fact, shown.detail)
    if shown.fact != KeyFact.EXPERIENCE or not _is_fresh(unit, shown):
        return False
    others = facts_shown(unit.session, shown.dossier_id, shown.fact, shown.detail)
    return all(it.id == shown.id for it in others)


def _is_fresh(unit: OpenUnit, shown: ShownFact) -> bool:
    """An appointment of long ago, filed to close a gap, has been in the system for as long."""
    room_id = unit.session.get_one(Dossier, shown.dossier_id).room_id
    months = law_of(unit, room_id).book.periods[NEWS].value
    year, month = (
        (int(part) for part in f"{shown.formed}.01".split(".")[:2]) if shown.formed else (0, 1)
    )
    today: date = local_date(unit.now)
    return (today.year - year) * 12 + today.month - month <= months


def _keep(
    unit: OpenUnit,
    shown: ShownFact,
    *,
    before: str,
    after: str = "",
    difference_id: int | None = None,
) -> None:
    """One line waits for one fact: what says the same waits already, an older value gives way."""
    value = after or shown.value
    for line in _waiting(unit, shown):
        if agree(shown.fact, line.after, value):
            return
        if line.list_id is None and line.difference_id is None:
            unit.session.delete(line)
    unit.session.add(
        SystemUpdate(
            dossier_id=shown.dossier_id,
            room_id=unit.session.get_one(Dossier, shown.dossier_id).room_id,
            difference_id=difference_id,
            shown_id=shown.id,
            fact=shown.fact,
            detail=shown.detail,
            before=before,
            after=value,
            document="",
            confirmed_at=unit.now,
        )
    )
    unit.session.flush()


def _waiting(unit: OpenUnit, shown: ShownFact) -> list[SystemUpdate]:
    rows = unit.session.exec(
        select(SystemUpdate).where(
            SystemUpdate.dossier_id == shown.dossier_id,
            SystemUpdate.fact == shown.fact,
            SystemUpdate.detail == shown.detail,
            SystemUpdate.state == UpdateState.PENDING,
        )
    )
    return list(rows.all())
