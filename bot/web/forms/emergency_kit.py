"""The kit on the screen (看应急包): the very file that lies on the disk; reading it is logged."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.emergency_kit import kit_on_disk
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.forms.kit_page import style_source
from bot.web.keys import DISPATCH, PRINCIPAL, SETTINGS, SIGNED_IN
from bot.web.read_case import MINUTES_OF_ONE_READING
from bot.web.security import CSP
from core.errors import NotFound
from core.outage.make_kit import ReadEmergencyKit


@admits(SIGNED)
async def get_emergency_kit(request: web.Request) -> web.Response:
    """`?room=1`, or the only room that this member keeps."""
    who = await person_with(request, ROOM_STAFF)
    asked = request.query.get("room", "")
    room_id = int(asked) if asked.isdecimal() and len(asked) < 10 else min(who.rooms, default=0)
    if room_id not in who.rooms:
        raise NotFound
    there = await asyncio.to_thread(kit_on_disk, request.app[SETTINGS].data_dir, room_id)
    if there is None:
        raise web.HTTPSeeOther("/desk/outage")
    outcome = await request.app[DISPATCH](
        request[PRINCIPAL], ReadEmergencyKit(room_id=room_id), _key(request, there[0])
    )
    if not outcome.done:
        raise NotFound
    text = await asyncio.to_thread(there[1].read_text, "utf-8")
    headers = {"Content-Security-Policy": CSP.replace("style-src", f"style-src {style_source()}")}
    return web.Response(text=text, content_type="text/html", headers=headers)


def _key(request: web.Request, kit: str) -> str:
    slot = int(request.app[DISPATCH].clock.now().timestamp()) // (60 * MINUTES_OF_ONE_READING)
    return f"kit:{kit}:{request[SIGNED_IN].ref}:{slot}"
