"""What a unit owes, once a week (查缺周报): counts only, to the unit's contacts, while anything is open.

Not a day that falls due but a Monday that comes round: a later one speaks for an earlier one, and where
a unit has no contact nobody hears of it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from core.campaigns.questions import turns_of_units
from core.clock import SHANGHAI
from core.gaps.counts import GapCounts, gap_counts
from core.gaps.gap import Gap, GapState
from core.gaps.lists import first_due
from core.members.units import Unit
from core.reminders.subjects import GAP_WEEK, Standing, subject

SOON = timedelta(days=7)


@subject(GAP_WEEK)
def look_at_units(session: Session, ids: Collection[int], today: date) -> dict[int, Standing]:
    """Open while the unit owes anything by a day: a list was made out, or a campaign runs."""
    units = session.exec(select(Unit).where(col(Unit.id).in_(ids))).all()
    turns = turns_of_units(session, ids)
    due = {unit_id: own[0].due_on for unit_id, own in turns.items()}
    counts = gap_counts(session, ids, (), due, today)
    this_week = _closed_this_week(session, ids, today)
    found = {}
    for unit in units:
        own, key = counts.get(unit.id or 0, GapCounts()), unit.id or 0
        first, soon = first_due(session, key, today, today + SOON)
        said = {
            "name": unit.name,
            "batch": turns[key][0].nth if key in turns else 0,
            "all": own.all,
            "owed": own.owed,
            "closed": own.closed,
            "this_week": this_week.get(key, 0),
            "explained": own.explained,
            "late": own.overdue,
            "soon": soon,
            "first": first,
        }
        asked = first is not None or own.overdue > 0
        found[key] = _standing(unit, first or today, said, is_open=own.owed > 0 and asked)
    return found


def _standing(unit: Unit, due_on: date, said: dict[str, Any], *, is_open: bool) -> Standing:
    return Standing(
        is_open=is_open,
        due_on=due_on,
        about=f"unit:{unit.id}",
        number=unit.name,
        room_id=unit.room_id,
        unit_id=unit.id,
        contact_id=None,
        recurs=True,
        said=said,
    )


def _closed_this_week(session: Session, ids: Collection[int], today: date) -> dict[int, int]:
    begins = datetime.combine(today - timedelta(days=today.weekday()), time(), SHANGHAI)
    rows = session.exec(
        select(Gap.unit_id, func.count())
        .where(col(Gap.unit_id).in_(ids), Gap.state == GapState.CLOSED)
        .where(col(Gap.closed_at) >= begins)
        .group_by(col(Gap.unit_id))
    ).all()
    return dict(rows)
