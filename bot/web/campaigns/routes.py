"""The routes of 专项工作."""

from __future__ import annotations

from aiohttp import web

from bot.web.campaigns.board_page import get_campaign
from bot.web.campaigns.ledgers_file import get_ledgers_file
from bot.web.campaigns.ledgers_page import get_ledgers
from bot.web.campaigns.listed import get_campaigns, post_campaigns
from bot.web.campaigns.presses import post_campaign, post_ledgers
from bot.web.campaigns.returned_page import get_return, get_return_file, post_return

routes = [
    web.get("/desk/campaigns", get_campaigns),
    web.post("/desk/campaigns", post_campaigns),
    web.get("/desk/campaigns/{ref}", get_campaign),
    web.post("/desk/campaigns/{ref}", post_campaign),
    web.get("/desk/campaigns/{ref}/ledgers", get_ledgers),
    web.post("/desk/campaigns/{ref}/ledgers", post_ledgers),
    web.get("/desk/campaigns/{ref}/ledgers.xlsx", get_ledgers_file),
    web.get("/desk/campaigns/{ref}/units/{unit}", get_return),
    web.post("/desk/campaigns/{ref}/units/{unit}", post_return),
    web.get("/desk/campaigns/{ref}/sheets/{unit}", get_return_file),
]
