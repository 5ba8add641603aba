"""The routes of 查缺."""

from __future__ import annotations

from aiohttp import web

from bot.web.gaps.cadre_page import get_cadre_gaps, post_cadre_gaps
from bot.web.gaps.form_file import post_form_file
from bot.web.gaps.list_sheet import get_gap_list
from bot.web.gaps.listed import get_gaps, post_gaps

routes = [
    web.get("/desk/gaps", get_gaps),
    web.post("/desk/gaps", post_gaps),
    web.get("/desk/gaps/{number}", get_cadre_gaps),
    web.post("/desk/gaps/{number}", post_cadre_gaps),
    web.post("/desk/gaps/{number}/form-file", post_form_file),
    web.get("/forms/gap-list/{unit}", get_gap_list),
]
