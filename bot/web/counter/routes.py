"""The counter's routes (窗口)."""

from __future__ import annotations

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.counter.certify import post_certificate
from bot.web.counter.desk_reader import post_desk_reader
from bot.web.counter.enter import get_enter, post_enter
from bot.web.counter.hand_over import post_handover, post_readers
from bot.web.counter.page import counter_page, keeper
from bot.web.counter.photo import post_photo
from bot.web.counter.scan import post_scan
from bot.web.counter.sheets import post_sheets
from bot.web.counter.sighted import post_form
from bot.web.counter.swap import post_swap
from bot.web.counter.take_back import post_check, post_pause, post_resume, post_take_back


@admits(SIGNED)
async def get_counter(request: web.Request) -> web.Response:
    """The counter, with the case that the address names in hand."""
    return await counter_page(request, await keeper(request), None)


routes = [
    web.get("/counter", get_counter),
    web.get("/counter/enter", get_enter),
    web.post("/counter/enter", post_enter),
    web.post("/counter/scan", post_scan),
    web.post("/counter/photo", post_photo),
    web.post("/counter/readers", post_readers),
    web.post("/counter/form", post_form),
    web.post("/counter/handover", post_handover),
    web.post("/counter/take_back", post_take_back),
    web.post("/counter/check", post_check),
    web.post("/counter/swap", post_swap),
    web.post("/counter/sheets", post_sheets),
    web.post("/counter/certificate", post_certificate),
    web.post("/counter/pause", post_pause),
    web.post("/counter/resume", post_resume),
    web.post("/counter/desk-reader", post_desk_reader),
]
