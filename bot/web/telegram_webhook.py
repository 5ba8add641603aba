"""/webhook/telegram: an update is kept, then answered with 200; the secret is compared in constant time."""

from __future__ import annotations

import hmac
import json
from typing import Protocol

from aiohttp import web

from bot.web.access import DEVICE, admits
from bot.web.keys import SETTINGS


class TakesUpdates(Protocol):
    """What the Telegram channel is to this route."""

    async def take(self, raw: dict[str, object]) -> None:
        """Return once the update is kept."""
        ...


TELEGRAM = web.AppKey("telegram", TakesUpdates)
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the header's name


@admits(DEVICE)
async def post_telegram(request: web.Request) -> web.Response:
    """Refused alike for a wrong secret and for a house that does not listen here."""
    telegram, settings = request.app.get(TELEGRAM), request.app[SETTINGS]
    if telegram is None or settings.telegram_mode != "webhook" or not _knows_secret(request):
        raise web.HTTPNotFound
    raw = _update(await request.read())
    await telegram.take(raw)
    return web.json_response({"ok": True})


def _update(body: bytes) -> dict[str, object]:
    """Raises HTTPBadRequest for what is no update at all."""
    try:
        # The library's own reader: half an emoji is refused by stricter ones, and would come again.
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(raw, dict):
        raise web.HTTPBadRequest
    return raw


def _knows_secret(request: web.Request) -> bool:
    """Without a secret the house listens on loopback only (check-config)."""
    secret = request.app[SETTINGS].telegram_webhook_secret
    if secret is None:
        return request.app[SETTINGS].on_loopback
    given = request.headers.get(SECRET, "")
    return hmac.compare_digest(given.encode(), secret.get_secret_value().encode())
