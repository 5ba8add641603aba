"""The routes of 重点信息; what is named by a word comes before what is named by a reference."""

from __future__ import annotations

from aiohttp import web

from bot.web.keyfacts.item_page import get_fact, post_fact
from bot.web.keyfacts.listed import get_facts
from bot.web.keyfacts.shown_page import get_shown_facts, post_shown_fact
from bot.web.keyfacts.updates_file import get_updates_csv, get_updates_file
from bot.web.keyfacts.updates_page import get_updates, post_updates

routes = [
    web.get("/desk/facts", get_facts),
    web.get("/desk/facts/shown", get_shown_facts),
    web.post("/desk/facts/shown", post_shown_fact),
    web.get("/desk/facts/updates", get_updates),
    web.post("/desk/facts/updates", post_updates),
    web.get("/desk/facts/updates/{ref}.xlsx", get_updates_file),
    web.get("/desk/facts/updates/{ref}.csv", get_updates_csv),
    web.get("/desk/facts/{ref}", get_fact),
    web.post("/desk/facts/{ref}", post_fact),
]
