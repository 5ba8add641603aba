"""The routes of counter, desk, forms and handbook (柜台、办公、打印、制度手册)."""

from __future__ import annotations

from aiohttp import web

from bot.web import assets
from bot.web.counter import routes as counter

routes: list[web.RouteDef] = [*assets.routes, *counter.routes]
