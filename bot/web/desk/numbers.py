"""Reserved numbers, and the whole series explained (编号说明): every gap has its reason on one page."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import moment
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.told import sentence
from core.clock import local_date
from core.errors import NotFound
from core.members.room import Room
from core.requests.cancel_reserved import CancelReserved
from core.requests.reserved_number import ReservedState
from core.requests.series_told import ReservedTold, SeriesTold, series_told

SHOWN_NOT_YET = 20


@admits(SIGNED)
async def get_numbers(request: web.Request) -> web.Response:
    """`?room=1&year=2026`; the only room and this year where nothing is said."""
    return await _numbers_page(request, await person_with(request, ROOM_STAFF))


@admits(SIGNED)
async def post_numbers(request: web.Request) -> web.Response:
    """Cancel the ticked numbers with a reason."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    numbers = tuple(n.removeprefix("n.") for n in form.fields if n.startswith("n."))
    command = CancelReserved(
        room_id=form.number("room"), numbers=numbers, reason=form.text("reason")
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("cancel"))
    if outcome.done:
        text = f"已作废 {outcome.data['cancelled']} 个预留编号，理由已记入日志。"
        return await _numbers_page(request, who, {"kind": "yes", "text": text})
    told = {
        "numbers": "请先勾选要作废的编号。",
        "reason": "请写明作废的理由。",
        "reserved": "勾选的编号里有已使用或已作废的，没有改动。请看最新列表。",
    }
    text = told.get(str(outcome.data.get("field")), sentence(outcome))
    return await _numbers_page(request, who, {"kind": "no", "text": text})


async def _numbers_page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    now = request.app[DISPATCH].clock.now()
    asked, year = request.query.get("room", ""), request.query.get("year", "")
    room_id = int(asked) if asked.isdecimal() and len(asked) < 10 else min(who.rooms, default=0)
    on = int(year) if year.isdecimal() and len(year) == 4 else local_date(now).year
    if room_id not in who.rooms:
        raise NotFound

    def look(session: Session) -> tuple[str, SeriesTold]:
        name = session.exec(select(Room.name).where(col(Room.id) == room_id)).one()
        return name, series_told(session, room_id, on)

    name, told = await request.app[DISPATCH].ask(look)
    context = {
        **desk_shown(request, who, "outage"),
        "room_id": room_id,
        "room_name": name,
        "year": on,
        "facts": _facts(told),
        "rows": [_row(it) for it in told.reserved],
        "open": told.count(ReservedState.OPEN),
        "unexplained": told.unexplained,
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/numbers.html.j2", context)


def _facts(told: SeriesTold) -> list[tuple[str, str]]:
    not_yet = "、".join(f"{n:04d}" for n in told.not_yet[:SHOWN_NOT_YET])
    more = " 等" if len(told.not_yet) > SHOWN_NOT_YET else ""
    return [
        ("已发出", f"{told.given} 个"),
        ("办件", f"{told.cases} 件（其中用预留编号 {told.count(ReservedState.USED)} 件）"),
        ("预留待用", f"{told.count(ReservedState.OPEN)} 个"),
        ("预留作废", f"{told.count(ReservedState.CANCELLED)} 个"),
        ("还没轮到", f"{not_yet}{more}（编号按 64 个一组打乱发出，后面会用到）" if not_yet else ""),
    ]


def _row(it: ReservedTold) -> dict[str, Any]:
    return {
        "number": it.number,
        "state": word("reserved", it.state),
        "open": it.state == ReservedState.OPEN,
        "reserved_at": moment(it.reserved_at),
        "settled": "　".join(part for part in (moment(it.settled_at), it.by) if part),
        "case": f"/desk/cases/{it.case}" if it.case else "",
        "reason": it.reason,
    }
