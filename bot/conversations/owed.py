"""What a unit still owes (本单位还欠什么): counts and days only, on any channel; names stay inside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.conversations.talk import Talk
from bot.replies.dates import day
from core.clock import local_date
from core.gaps.counts import GapCounts, gap_counts
from core.gaps.lists import first_due, units_of

SOON = timedelta(days=7)
SHOWN = 6


def owed(talk: Talk) -> None:
    """Each unit over which the member holds a role, the room's staff the units that owe the most."""
    today = local_date(talk.unit.now)
    units = units_of(talk.session, talk.viewer)
    counts = gap_counts(talk.session, [it.id for it in units], (), {}, today)
    rows = sorted(
        ((it, counts.get(it.id, GapCounts())) for it in units), key=lambda row: -row[1].owed
    )
    known = [(it, found) for it, found in rows if found.all]
    if not known:
        return talk.say("say_owes_nothing", talk.words("报送材料", "菜单"))
    return talk.say(
        "say_owed",
        talk.words("报送材料", "菜单"),
        today=day(today),
        units=[_told(talk, it, found, today) for it, found in known[:SHOWN]],
        more=max(len(known) - SHOWN, 0),
    )


def _told(talk: Talk, unit: Any, counts: GapCounts, today: date) -> dict[str, Any]:
    first, soon = first_due(talk.session, unit.id, today, today + SOON)
    return {
        "name": unit.name,
        "all": counts.all,
        "owed": counts.owed,
        "closed": counts.closed,
        "explained": counts.explained,
        "late": counts.overdue,
        "soon": soon,
        "first": day(first),
    }
