"""The Monday page (周一一览): everything that will fall due in the coming weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiohttp import web

from bot.replies.dates import day
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.templates import page
from core.clock import local_date
from core.reminders.falling_due import Falling, FallingDue, falling_due

WEEKS = (2, 4, 8, 12)
USUAL = 4
OF_KIND = {"hand_in": "/desk/submissions", "inspect": "/desk/submissions"}


@admits(SIGNED)
async def get_week(request: web.Request) -> web.Response:
    """`?weeks=` says how far ahead; what is late already comes first."""
    who = await person_with(request, ROOM_STAFF)
    dispatch, asked = request.app[DISPATCH], request.query.get("weeks", "")
    weeks = int(asked) if asked in map(str, WEEKS) else USUAL
    now = dispatch.clock.now()
    found = await dispatch.ask(
        lambda session: falling_due(session, who.viewer, now, _until(local_date(now), weeks))
    )
    context = {
        **desk_shown(request, who, "week"),
        "printed": day(now),
        "parts": parts_of(found, weeks),
        "choices": [
            {"word": f"{n} 周", "href": f"/desk/week?weeks={n}", "here": n == weeks} for n in WEEKS
        ],
    }
    return page(request, "desk/week.html.j2", context)


def parts_of(found: FallingDue, weeks: int) -> list[dict[str, Any]]:
    """Late, then week by week from Monday to Sunday; a week without anything is left out."""
    monday = found.today - timedelta(days=found.today.weekday())
    parts = [_part("已经逾期", "", found.late, found.today)]
    for n in range(weeks):
        first = monday + timedelta(weeks=n)
        last = first + timedelta(days=6)
        title = {0: "本周", 1: "下周"}.get(n, f"{n} 周以后")
        parts.append(
            _part(title, f"{day(first)}—{day(last)}", found.within(first, last), found.today)
        )
    return [part for part in parts if part["rows"]]


def _part(title: str, span: str, found: list[Falling], today: date) -> dict[str, Any]:
    return {"title": title, "span": span, "rows": [row_of(it, today) for it in found]}


def row_of(it: Falling, today: date) -> dict[str, Any]:
    volumes = f"，{it.volumes} 卷" if it.volumes > 1 else ""
    return {
        "day": day(it.day),
        "kind": word("falling_due", it.kind) + volumes,
        "number": it.number,
        "href": f"{OF_KIND.get(it.kind, '/desk/cases')}/{it.ref}" if it.ref else "",
        "unit": it.unit,
        "name": str(it.name) if it.name else "",
        "late": it.day < today,
        "provisional": it.is_provisional,
    }


def _until(today: date, weeks: int) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=-1)
