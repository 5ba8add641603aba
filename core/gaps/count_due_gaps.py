"""Count the gaps of queued dossiers (自动查缺): what a roster brought in, a few dozen at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.gaps.dossier_to_count import DossierToCount, forget_counted, next_to_count
from core.gaps.events import GapsCounted
from core.gaps.recount import recount
from core.holdings.dossier import Dossier
from core.members.room import Room
from core.unit import OpenUnit

# Short enough that nobody at the counter waits for it.
AT_ONCE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CountDueGaps(Command):
    """The clock's; each run takes the next stretch, and a run more than needed does nothing."""


@use_case(CountDueGaps, principals={"clock"})
def count_due_gaps(command: CountDueGaps, unit: OpenUnit) -> Answer:
    """Says how many were counted; once none waits the queue is empty."""
    ids = next_to_count(unit.session, AT_ONCE)
    for room, own in _by_room(unit, ids).items():
        counted = recount(unit, own)
        unit.record(
            GapsCounted(ref=room, dossiers=len(own), found=counted.found, dropped=counted.dropped)
        )
    unit.session.execute(
        update(DossierToCount)
        .where(col(DossierToCount.dossier_id).in_(ids))
        .values(counted_at=unit.now)
        .execution_options(synchronize_session=False)
    )
    if not next_to_count(unit.session, 1):
        forget_counted(unit.session)
    return Done({"counted": len(ids)})


def _by_room(unit: OpenUnit, ids: list[int]) -> dict[str, list[int]]:
    rows = unit.session.exec(
        select(Room.name, Dossier.id)
        .join(Dossier, col(Dossier.room_id) == Room.id)
        .where(col(Dossier.id).in_(ids))
        .order_by(col(Dossier.id))
    ).all()
    found: dict[str, list[int]] = defaultdict(list)
    for name, key in rows:
        found[name].append(key or 0)
    return found
