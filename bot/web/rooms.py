"""The routes of counter, desk, forms and handbook (柜台、办公、打印、制度手册)."""

from __future__ import annotations

from aiohttp import web

routes: list[web.RouteDef] = []
