"""The printed gap list (查缺清单): a unit's one sheet, what is owed, how to cure, by when, whom to ask."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import full_day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import GAPS, person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.gaps.rows import books, gap_row
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.read_case import full_name
from core.clock import local_date
from core.errors import NotFound
from core.gaps.gap import SeenBy
from core.gaps.issue_list import IssueGapList
from core.gaps.lists import MOST_ON_PAPER, Asked, lines_owed
from core.ids import opaque
from core.masked import Masked
from core.members.room import Room
from core.members.units import Unit

ON_FIRST, ON_NEXT = 12, 14


@admits(SIGNED)
async def get_gap_list(request: web.Request) -> web.Response:
    """`/forms/gap-list/{unit}`, with `?leaders=1` the sheet about the unit's leaders."""
    who, unit = await person_with(request, GAPS), request.match_info["unit"]
    if not (unit.isascii() and unit.isdigit() and len(unit) < 10):
        raise NotFound
    leaders = request.query.get("leaders") == "1"
    command = IssueGapList(unit_id=int(unit), leaders=leaders)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, f"gaps:{opaque(24)}")
    if not outcome.done:
        return notice_page(request, outcome.code, status=404)
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        found = session.get_one(Unit, int(unit))
        room = session.get_one(Room, found.room_id)
        book_of = books(session, dispatch.law)
        wanted = SeenBy.LEADER if leaders else SeenBy.CONTACT
        asked = Asked(unit=int(unit), seen_by=wanted)
        listed = lines_owed(session, who.viewer, asked, MOST_ON_PAPER)
        rows = [
            gap_row(gap, book_of(dossier.room_id), local_date(now))
            | {"name": full_name(Masked(cadre.name)), "post": cadre.post}
            for gap, dossier, cadre in listed
        ]
        return {
            "paper": {
                "unit": found.name,
                "leaders": leaders,
                "date": full_day(now),
                "printed_at": printed_at(request),
                "lines": len(rows),
                "more": len(rows) >= MOST_ON_PAPER,
                "people": len({dossier.id for _, dossier, _ in listed}),
                "pages": _pages(rows),
            },
            "room": {"name": room.name, "telephone": room.telephone},
        }

    return sheet(request, who, "gap_list", "/desk/gaps", await dispatch.ask(look))


def _pages(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    pages, rest = [rows[:ON_FIRST]], rows[ON_FIRST:]
    return pages + [rest[at : at + ON_NEXT] for at in range(0, len(rest), ON_NEXT)]
