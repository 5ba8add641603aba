"""A day without network, seen from the desk (应急补录): the kit, its freshness, and what follows."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.emergency_kit import is_due, kit_on_disk, make_kit
from bot.logs import log
from bot.replies.dates import moment
from bot.replies.words import words
from bot.web.access import SIGNED, admits
from bot.web.desk.late_rows import late_lists
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH, PRINCIPAL, SETTINGS
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.told import sentence
from core.errors import NotFound
from core.members.room import Room
from core.outage.emergency_kit import EmergencyKit, newest_kit
from core.requests.reserved_number import open_numbers


@admits(SIGNED)
async def get_outage(request: web.Request) -> web.Response:
    return await outage_page(request, await person_with(request, ROOM_STAFF))


@admits(SIGNED)
async def post_outage(request: web.Request) -> web.Response:
    """`press=make_kit`: make the room's kit now."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    room_id = form.number("room")
    if form.text("press") != "make_kit" or room_id not in who.rooms:
        raise NotFound
    dispatch, folder = request.app[DISPATCH], request.app[SETTINGS].data_dir
    try:
        outcome = await make_kit(dispatch, folder, request[PRINCIPAL], room_id, form.key_of("kit"))
    except OSError as error:
        log.error("emergency_kit_not_saved", kind=type(error).__name__)
        text = "应急包已登记，但没有存到磁盘。请系统管理员检查磁盘后再生成。"
        return await outage_page(request, who, {"kind": "no", "text": text})
    if not outcome.done:
        return await outage_page(request, who, {"kind": "no", "text": sentence(outcome)})
    text = "应急包已生成并存盘。请打印一份，上一份销毁。"
    return await outage_page(request, who, {"kind": "yes", "text": text})


async def outage_page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    """The page, with what became of a press above it."""
    dispatch = request.app[DISPATCH]
    rooms = await dispatch.ask(lambda session: _rooms(session, who))
    context = {
        **desk_shown(request, who, "outage"),
        "kits": [await _kit(request, *room) for room in rooms],
        "late": await dispatch.ask(lambda session: late_lists(session, who.rooms)),
        "kinds": [{"id": code, "word": said} for code, said in words("late_kind").items()],
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/outage.html.j2", context)


def _rooms(session: Session, who: Person) -> list[tuple[Room, EmergencyKit | None, int]]:
    rooms = session.exec(select(Room).where(col(Room.id).in_(who.rooms)).order_by(col(Room.id)))
    return [
        (room, newest_kit(session, room.id or 0), len(open_numbers(session, room.id or 0)))
        for room in rooms.all()
    ]


async def _kit(
    request: web.Request, room: Room, kit: EmergencyKit | None, numbers: int
) -> dict[str, Any]:
    dispatch, folder = request.app[DISPATCH], request.app[SETTINGS].data_dir
    there = await asyncio.to_thread(kit_on_disk, folder, room.id or 0)
    hour = dispatch.law.of_room(room.name).book.periods["emergency_kit_at"].value
    state, text = _freshness(kit, there, is_due(kit, dispatch.clock.now(), hour))
    return {
        "room_id": room.id,
        "room": room.name,
        "state": state,
        "text": text,
        "hour": hour,
        "made": moment(kit.made_at) if kit else "",
        "counts": (kit.to_collect, kit.out_now) if kit else None,
        "href": f"/forms/emergency-kit?room={room.id}" if there else "",
        "file": there[1].name if there else "",
        "open_numbers": numbers,
    }


def _freshness(kit: EmergencyKit | None, there: Any, due: bool) -> tuple[str, str]:
    """A badge's word, and the sentence beside it."""
    if kit is None:
        return "还没有", "还没有生成过应急包。请现在生成并打印一份。"
    if there is None or there[0] != kit.ref:
        return "没有存盘", "已登记生成，磁盘上没有找到对应的文件。请重新生成。"
    if due:
        return "该更新了", "今天的应急包还没有生成，磁盘上是上一份。"
    return "最新", "断网停电时，请系统管理员到服务器上打开下面的文件打印；平时每晚打印一份放窗口。"
