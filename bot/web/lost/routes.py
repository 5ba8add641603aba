"""The routes of 不符与查找."""

from __future__ import annotations

from aiohttp import web

from bot.web.lost.listed import get_lost, post_lost
from bot.web.lost.loss_report_sheet import get_loss_report
from bot.web.lost.presses import post_search_page
from bot.web.lost.returned_page import get_returned
from bot.web.lost.returned_presses import post_returned, post_returned_scan
from bot.web.lost.search_page import get_search_page

routes = [
    web.get("/desk/lost", get_lost),
    web.post("/desk/lost", post_lost),
    web.get("/desk/lost/returned/{label}", get_returned),
    web.post("/desk/lost/returned/{label}", post_returned),
    web.post("/desk/lost/returned/{label}/scan", post_returned_scan),
    web.get("/desk/lost/{ref}", get_search_page),
    web.post("/desk/lost/{ref}", post_search_page),
    web.get("/forms/loss-report/{ref}", get_loss_report),
]
