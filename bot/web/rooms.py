"""The routes of counter, desk, forms and handbook (柜台、办公、打印、制度手册)."""

from __future__ import annotations

from aiohttp import web

from bot.web import account, assets, link_page, local_authority, mini_app, search_page
from bot.web.campaigns import routes as campaigns
from bot.web.counter import routes as counter
from bot.web.desk import routes as desk
from bot.web.forms import routes as forms
from bot.web.gaps import routes as gaps
from bot.web.handbook import get_handbook
from bot.web.inspect import routes as inspect
from bot.web.keyfacts import routes as keyfacts
from bot.web.lost import routes as lost
from bot.web.scans import routes as scans
from bot.web.submissions import routes as submissions

routes: list[web.RouteDef] = [
    *assets.routes,
    *campaigns.routes,
    *gaps.routes,
    *counter.routes,
    *desk.routes,
    *forms.routes,
    *keyfacts.routes,
    *inspect.routes,
    *lost.routes,
    *scans.routes,
    *submissions.routes,
    *search_page.routes,
    web.get("/handbook", get_handbook),
    *account.routes,
    *local_authority.routes,
    *link_page.routes,
    *mini_app.routes,
]
