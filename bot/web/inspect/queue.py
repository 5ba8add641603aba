"""The inspection desk (鉴别): what was counted in and waits, checks, filing, seals, slips, loose papers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import day, full_day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.inspect.rows import piece_row
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.told import audience_over
from core.clock import local_date
from core.collection.inspection_view import (
    Sent,
    open_doubts,
    reason_counts,
    slips_waiting,
    submissions,
    to_check,
    to_file,
)
from core.collection.submission import SubmissionState
from core.materials.loose import loose_in


@admits(SIGNED)
async def get_queue(request: web.Request) -> web.Response:
    """`?done=filed` says that the last piece to be filed was."""
    who = await person_with(request, ROOM_STAFF)
    filed = {"kind": "yes", "text": "已归档。合格的都归档了。"}
    notice = filed if request.query.get("done") == "filed" else None
    return await queue_page(request, who, notice=notice)


async def queue_page(
    request: web.Request, who: Person, *, notice: dict[str, Any] | None = None
) -> web.Response:
    """Everything that waits at this desk, the oldest first."""
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    context = {
        **desk_shown(request, who, "inspect"),
        **await dispatch.ask(lambda session: _waiting(session, who, now, dispatch.law.book)),
    }
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice and notice["kind"] == "no" else 200
    return page(request, "desk/inspect_queue.html.j2", context, status=status)


def _waiting(session: Session, who: Person, now: datetime, book: Any) -> dict[str, Any]:
    rooms, today = who.rooms, local_date(now)
    year = datetime(today.year, 1, 1, tzinfo=UTC)
    loose = loose_in(session, rooms, book)
    return {
        "sent": [_sent_row(it) for it in submissions(session, rooms, SubmissionState.COUNTED_IN)],
        "checks": [piece_row(it) for it in to_check(session, rooms, who.member_id)],
        "filing": [piece_row(it) for it in to_file(session, rooms)],
        "doubts": [
            {
                "ref": piece.ref,
                "seal": doubt.seal,
                "note": doubt.note,
                "since": day(doubt.sealed_at),
                "may": doubt.sealed_by != who.member_id and _heads(who),
            }
            for doubt, piece in open_doubts(session, rooms)
        ],
        "slips": [
            {"ref": slip.ref, "number": slip.number, "sender": sender, "since": day(slip.made_at)}
            for slip, sender in slips_waiting(session, rooms)
        ],
        "loose": [
            {
                "number": it.number,
                "pieces": it.pieces,
                "place_by": day(it.place_by),
                "bind_by": full_day(it.bind_by),
                "late": it.place_by < today,
            }
            for it in loose
        ],
        "reasons": [
            {"title": title if law != "other" else "其他（手写原因）", "pieces": number}
            for law, title, number in reason_counts(session, rooms, year)
        ],
        "year": today.year,
    }


def _heads(who: Person) -> bool:
    return any(audience_over(who, room) == "head" for room in who.rooms)


def _sent_row(it: Sent) -> dict[str, Any]:
    return {
        "ref": it.submission.ref,
        "number": it.submission.number or "",
        "sender": it.sender,
        "pieces": it.pieces,
        "left": it.left,
        "since": day(it.submission.counted_at),
        "due": day(it.submission.inspect_by),
    }
