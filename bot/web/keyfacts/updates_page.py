"""Updates for the cadre information system (待同步): a list goes out, what was taken is ticked off."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keyfacts.words import fact_word, no
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from core.clock import local_date
from core.command import Command
from core.errors import NotFound
from core.keyfacts.export_updates import AcknowledgeUpdates, ExportUpdates
from core.keyfacts.system_update import UpdateList
from core.keyfacts.update_lists import UpdateLine, lines_waiting, lists_of, sum_of
from core.members.member import ROOM_ROLES
from core.members.room import Room


@admits(SIGNED)
async def get_updates(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, ROOM_ROLES))


@admits(SIGNED)
async def post_updates(request: web.Request) -> web.Response:
    """Export what waits, or write down what the system has taken."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    command = _command(form)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("updates"))
    if not outcome.done:
        return await _page(request, who, no(outcome))
    if isinstance(command, ExportUpdates):
        text = f"已导出 {outcome.data['lines']} 条。请下载清单报送系统，系统确认前一直是待同步。"
    else:
        left = f"，未采用的 {outcome.data['left']} 条留待下一份清单" if outcome.data["left"] else ""
        text = f"已登记系统确认 {outcome.data['taken']} 条{left}。"
    return await _page(request, who, {"kind": "yes", "text": text})


def _command(form: Posted) -> Command:
    if form.text("press") == "export":
        return ExportUpdates(room_id=form.number("room"))
    if form.text("press") == "acknowledge":
        left = tuple(name[5:] for name in form.fields if name.startswith("left-"))
        return AcknowledgeUpdates(list=form.text("list"), receipt=form.text("receipt"), left=left)
    raise NotFound


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    dispatch = request.app[DISPATCH]
    year = local_date(dispatch.clock.now()).year

    def look(session: Session) -> dict[str, Any]:
        return {"rooms": [_room(session, room_id, year) for room_id in sorted(who.rooms)]}

    context = {**desk_shown(request, who, "facts"), **await dispatch.ask(look), "year": year}
    if notice is not None:
        context["notice"] = notice
    return page(request, "keyfacts/updates.html.j2", context)


def _room(session: Session, room_id: int, year: int) -> dict[str, Any]:
    waiting, lists = lines_waiting(session, room_id), lists_of(session, room_id)
    out = next((it for it in lists if it.acknowledged_at is None), None)
    taken = sum_of(session, room_id, year)
    return {
        "id": room_id,
        "name": session.get_one(Room, room_id).name,
        "times": taken.lists,
        "lines": taken.lines,
        "waiting": [_line(it) for it in waiting if it.row.list_id is None],
        "out": None
        if out is None
        else {
            **_list(out),
            "rows": [_line(it) for it in waiting if it.row.list_id == out.id],
        },
        "ended": [_list(it) for it in lists if it.acknowledged_at is not None],
    }


def _list(it: UpdateList) -> dict[str, Any]:
    return {
        "ref": it.ref,
        "word": f"{it.year} 年第 {it.nth} 份",
        "count": it.lines,
        "exported": day(it.exported_at),
        "acknowledged": day(it.acknowledged_at),
        "receipt": it.receipt,
    }


def _line(it: UpdateLine) -> dict[str, Any]:
    return {
        "ref": it.row.ref,
        "dossier": it.dossier,
        "fact": fact_word(it.row.fact, it.row.detail),
        "before": it.row.before or "（空）",
        "after": it.row.after,
        "document": it.basis,
    }
