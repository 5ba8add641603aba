"""/livez, /readyz and /metrics (运行状态), for whoever keeps the house running."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from aiohttp import web

from bot.settings import Settings
from bot.web.metrics import Metrics
from bot.web.readiness import Readiness

NEVER_KEPT = {"Cache-Control": "no-store"}


class Health:
    """The three handlers over one house."""

    def __init__(
        self, settings: Settings, readiness: Readiness, metrics: Metrics, *, demo: bool = False
    ) -> None:
        self.settings = settings
        self.readiness = readiness
        self.metrics = metrics
        self.demo = demo

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/livez", self.livez),
            web.get("/readyz", self.readyz),
            web.get("/metrics", self.page),
        ]

    async def livez(self, _request: web.Request) -> web.Response:
        """200 as long as the loop turns."""
        return web.json_response({"alive": True}, headers=NEVER_KEPT)

    async def readyz(self, _request: web.Request) -> web.Response:
        """200 `{ready, demo, checks}` when all checks hold, else 503 with the same body."""
        checks = await self.readiness()
        ready = all(checks.values())
        body = {"ready": ready, "demo": self.demo, "checks": checks}
        return web.json_response(body, status=200 if ready else 503, headers=NEVER_KEPT)

    async def page(self, request: web.Request) -> web.Response:
        """The metrics: with METRICS_TOKEN as Bearer where it is set, else on loopback only."""
        if not self._may_read(request):
            raise web.HTTPForbidden(headers=NEVER_KEPT)
        return web.Response(
            body=await self.metrics.text(),
            headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8", **NEVER_KEPT},
        )

    def _may_read(self, request: web.Request) -> bool:
        token = self.settings.metrics_token
        if token is not None:
            given = request.headers.get("Authorization", "")
            expected = f"Bearer {token.get_secret_value()}"
            return hmac.compare_digest(given.encode(), expected.encode())
        return _is_near(request)


def _is_near(request: web.Request) -> bool:
    """Whether this very machine asks; a proxy on it asks for others."""
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        return False
    try:
        return ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
