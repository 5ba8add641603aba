"""Putting a volume on the simulated reader and lifting it again: the demo's own panel."""

from __future__ import annotations

from inspect import isawaitable

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.counter.demo_reader import demo_reader
from bot.web.counter.page import counter_page, keeper, rooms_kept
from bot.web.counter.panel import YES, Panel, broken, unknown
from bot.web.counter.scanned import read_scan
from bot.web.counter.standing import standing_of
from bot.web.keys import DISPATCH
from bot.web.posted import posted
from core.errors import NotFound


@admits(SIGNED)
async def post_desk_reader(request: web.Request) -> web.Response:
    """What the reader saw arrives by itself a moment later, through the bridge."""
    reader = demo_reader(request.app)
    if reader is None:
        raise NotFound
    who, form = await keeper(request), await posted(request)
    what, rooms, ref = read_scan(form.text("label")), rooms_kept(who), form.text("case")
    if what.kind != "volume":
        return await counter_page(request, who, broken(ref))
    standing = await request.app[DISPATCH].ask(lambda s: standing_of(s, what.text, rooms))
    if standing is None:
        return await counter_page(request, who, unknown(ref))
    lifted = form.text("do") == "lift"
    moved = reader.lift(what.text) if lifted else reader.place(what.text)
    if isawaitable(moved):
        await moved
    title = "已从读写器上拿走" if lifted else "已放上读写器"
    text = "读到的标签会在一两秒内记下，请再看一次手上的办件。"
    return await counter_page(request, who, Panel(YES, title, text, ref))
