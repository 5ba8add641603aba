"""/livez, /readyz and /metrics (运行状态), for whoever keeps the house running."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from aiohttp import web

from bot.settings import Settings
from bot.web.access import OPEN, OPERATOR, admits
from bot.web.keys import DISPATCH, IS_DEMO, SETTINGS
from bot.web.metrics import page
from bot.web.readiness import notes_of, readiness_of

NEVER_KEPT = {"Cache-Control": "no-store"}
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@admits(OPEN)
async def get_livez(_request: web.Request) -> web.Response:
    """200 as long as the loop turns."""
    return web.json_response({"alive": True}, headers=NEVER_KEPT)


@admits(OPEN)
async def get_readyz(request: web.Request) -> web.Response:
    """200 `{ready, demo, checks, notes}` when all checks hold, else 503 with the same body."""
    app = request.app
    checks = await readiness_of(app[SETTINGS], app[DISPATCH])
    ready = all(checks.values())
    notes = await notes_of(app[SETTINGS], app[DISPATCH])
    body = {"ready": ready, "demo": app.get(IS_DEMO, False), "checks": checks, "notes": notes}
    return web.json_response(body, status=200 if ready else 503, headers=NEVER_KEPT)


@admits(OPERATOR)
async def get_metrics(request: web.Request) -> web.Response:
    """The metrics: with METRICS_TOKEN as Bearer where it is set, else on loopback only."""
    if not _may_read(request, request.app[SETTINGS]):
        raise web.HTTPForbidden
    body = await page(request.app[DISPATCH])
    return web.Response(body=body, headers={"Content-Type": PROMETHEUS, **NEVER_KEPT})


routes = [
    web.get("/livez", get_livez),
    web.get("/readyz", get_readyz),
    web.get("/metrics", get_metrics),
]


def _may_read(request: web.Request, settings: Settings) -> bool:
    if settings.metrics_token is None:
        return _is_near(request)
    given = request.headers.get("Authorization", "")
    expected = f"Bearer {settings.metrics_token.get_secret_value()}"
    return hmac.compare_digest(given.encode(), expected.encode())


def _is_near(request: web.Request) -> bool:
    """Whether this very machine asks; a proxy on it asks for others."""
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        return False
    try:
        return ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
