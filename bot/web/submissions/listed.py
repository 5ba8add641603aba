"""The page 材料报送 (案头): what is on its way by its day, and what has ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import day
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import SUBMISSIONS, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.templates import page
from core.clock import local_date
from core.collection.submission_view import SubmissionRow, submissions_of
from core.members.member import ROOM_ROLES, Role

MAY_DRAFT = frozenset({Role.UNIT_CONTACT, Role.ARCHIVIST})
MAY_READ = ROOM_ROLES | {Role.UNIT_CONTACT}


@admits(SIGNED)
async def get_submissions(request: web.Request) -> web.Response:
    """A unit's own, or the room's; no names on it."""
    who = await person_with(request, SUBMISSIONS)
    ended = "ended" in request.query
    dispatch = request.app[DISPATCH]
    today, opens = local_date(dispatch.clock.now()), bool(who.roles & MAY_READ)

    def look(session: Session) -> list[dict[str, Any]]:
        return [_row(it, today, opens) for it in submissions_of(session, who.viewer, ended=ended)]

    context = {
        **desk_shown(request, who, "submissions"),
        "rows": await dispatch.ask(look),
        "ended": ended,
        "may_draft": bool(who.roles & MAY_DRAFT),
        "by_staff": Role.ARCHIVIST in who.roles,
    }
    return page(request, "submissions/list.html.j2", context)


def _row(it: SubmissionRow, today: date, opens: bool) -> dict[str, Any]:
    """Leaders follow a list on its way; what it names is for the sender and the room."""
    by = it.inspect_by if it.state == "counted_in" else it.due_on
    waits = it.state in ("drafted", "listed", "counted_in")
    return {
        "href": f"/desk/submissions/{it.ref}" if opens else "",
        "number": it.number or f"草稿　{day(it.drafted_at)}",
        "sender": it.sender,
        "pieces": it.pieces,
        "state": word("submission", it.state),
        "by": f"{'鉴别' if it.state == 'counted_in' else '移交'} {day(by)}" if by and waits else "",
        "late": waits and by is not None and by < today,
    }
