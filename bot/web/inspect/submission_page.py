"""One submission at inspection (一批材料): its pieces with their results, finishing, the slips."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import day
from bot.replies.words import words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.inspect.piece_page import CHECKED
from bot.web.inspect.rows import piece_row
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.told import sentence
from core.collection.finish_inspection import FinishInspection
from core.collection.inspection_view import next_undecided, pieces_of, submission_seen
from core.collection.piece import PieceState
from core.collection.return_slip import ReturnSlip
from core.collection.submission import SubmissionState
from core.members.units import Unit

STATES = {
    SubmissionState.COUNTED_IN: "待鉴别",
    SubmissionState.INSPECTED: "鉴别完成",
    SubmissionState.CLOSED: "已办结",
}


@admits(SIGNED)
async def get_submission(request: web.Request) -> web.Response:
    """`?done=` says what became of the last piece."""
    who = await person_with(request, ROOM_STAFF)
    done = (words("piece") | CHECKED).get(request.query.get("done", ""))
    notice = {"kind": "yes", "text": f"上一件已记下：{done}。"} if done else None
    return await submission_page(request, who, request.match_info["ref"], notice=notice)


@admits(SIGNED)
async def post_submission(request: web.Request) -> web.Response:
    """鉴别完成: the slips are made, passed pieces go on to filing."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    ref = request.match_info["ref"]
    command = FinishInspection(submission=ref, seen_version=form.number("version"))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("finish"))
    if not outcome.done:
        notice = {"kind": "no", "text": sentence(outcome)}
        return await submission_page(request, who, ref, notice=notice)
    slip = outcome.data["slip"]
    said = f"鉴别完成。退回的列入{slip}，请打印，领取时签字。" if slip else "鉴别完成。"
    return await submission_page(request, who, ref, notice={"kind": "yes", "text": said})


async def submission_page(
    request: web.Request, who: Person, ref: str, *, notice: dict[str, Any] | None = None
) -> web.Response:
    """The list as it stands. Raises NotFound."""
    dispatch = request.app[DISPATCH]
    context = {
        **desk_shown(request, who, "inspect"),
        **await dispatch.ask(lambda session: _parts(session, who, ref)),
    }
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice and notice["kind"] == "no" else 200
    return page(request, "desk/inspect_submission.html.j2", context, status=status)


def _parts(session: Session, who: Person, ref: str) -> dict[str, Any]:
    submission = submission_seen(session, ref, who.rooms)
    pieces = pieces_of(session, submission.id)
    unit = session.get(Unit, submission.unit_id) if submission.unit_id else None
    upcoming = next_undecided(pieces)
    slips = session.exec(
        select(ReturnSlip)
        .where(ReturnSlip.submission_id == submission.id)
        .order_by(col(ReturnSlip.made_at))
    ).all()
    return {
        "sent": {
            "ref": submission.ref,
            "version": submission.version,
            "number": submission.number or "",
            "sender": unit.name if unit else submission.organ,
            "state": STATES.get(SubmissionState(submission.state), "办理中"),
            "counted": day(submission.counted_at),
            "open": submission.state == SubmissionState.COUNTED_IN,
        },
        "pieces": [piece_row(it) for it in pieces],
        "next": upcoming.ref if upcoming else "",
        "to_file": next((it.ref for it in pieces if it.state == PieceState.PASSED), ""),
        "unchecked": sum(it.second_check and it.checked_by is None for it in pieces),
        "slips": [
            {
                "ref": it.ref,
                "number": it.number,
                "by": it.picked_up_by,
                "at": day(it.picked_up_at),
            }
            for it in slips
        ],
    }
