"""The printed list (移交清单): two copies, one for each side; after counting in, as it was signed."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.channels.webchat.collection import grouped
from bot.replies.dates import full_day
from bot.replies.qr import qr_svg
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import SUBMISSIONS, person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.read_case import full_name
from bot.web.submissions.read import piece_shown, seen
from core.collection.print_list import PrintList
from core.collection.submission_view import SubmissionSeen
from core.ids import opaque

COPIES = ("移交方留存", "档案室留存")


@admits(SIGNED)
async def get_submission_list(request: web.Request) -> web.Response:
    """Printing is logged: it names people. The first time the list gets its number."""
    who, ref = await person_with(request, SUBMISSIONS), request.match_info["ref"]
    await seen(request, who, ref)
    command = PrintList(submission=ref)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, f"list:{opaque(24)}")
    if not outcome.done:
        return notice_page(request, outcome.code, status=409)
    found = await seen(request, who, ref)
    context = {"copies": [_copy(request, found, it) for it in COPIES], "room": {"name": found.room}}
    return sheet(request, who, "submission_list", f"/desk/submissions/{ref}", context)


def _copy(request: web.Request, found: SubmissionSeen, half: str) -> dict[str, Any]:
    row = found.row
    lines = [piece_shown(it) for it in found.pieces]
    return {
        "half": half,
        "number": row.number,
        "label": grouped(row.label),
        "svg": qr_svg(row.label, on_paper=True),
        "sender": found.sender,
        "pages": [lines],
        "listed": len(lines),
        "counted": row.pieces_counted,
        "missing": [it.serial for it in found.missing],
        "handed_by": row.handed_by,
        "counted_by": full_name(found.counted_by) if found.counted_by else "",
        "counted_on": full_day(row.counted_at),
        "printed_at": printed_at(request),
    }
