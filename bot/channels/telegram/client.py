"""The Bot of python-telegram-bot, as the settings say, and what its errors mean for us."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import httpx
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from bot.settings import Settings
from core.outbox.sending import DeliveryFailed

CONNECTIONS = 16
POLL_CONNECTIONS = 4
PATIENCE_S = 15.0
# The connection was never made: nothing can have been applied.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class OurBot(Bot):
    """A Bot that gives updates as they came: one that cannot be read must not stop the others."""

    async def raw_updates(
        self, offset: int | None, most: int, wait: int, wanted: Sequence[str]
    ) -> list[dict[str, Any]]:
        """`getUpdates` with a long poll of `wait` seconds. Raises TelegramError."""
        asked = {"offset": offset, "limit": most, "timeout": wait, "allowed_updates": wanted}
        found: Any = await self._post("getUpdates", asked, read_timeout=wait + PATIENCE_S)
        return list(found)

    async def begin_polling_anew(self) -> None:
        """Fresh connections for the next question: a wedged one is never waited for again."""
        polling = self._request[0]
        with suppress(Exception):
            await asyncio.wait_for(polling.shutdown(), 5)
        await polling.initialize()

    async def close_connections(self) -> None:
        """`shutdown` does so only for a Bot that has introduced itself, which ours need not."""
        for request in self._request:
            await request.shutdown()


class OutcomeUnknown(Exception):
    """The request may or may not have been applied."""


def bot_of(settings: Settings) -> OurBot:
    """A Bot that asks nothing of the network yet. Needs a token."""
    assert settings.telegram_token is not None
    token = settings.telegram_token.get_secret_value()
    return OurBot(
        token,
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_file_base_url,
        request=HTTPXRequest(CONNECTIONS, read_timeout=PATIENCE_S, connect_timeout=PATIENCE_S),
        get_updates_request=HTTPXRequest(POLL_CONNECTIONS, connect_timeout=PATIENCE_S),
    )


def bot_id_of(settings: Settings) -> int:
    """The bot's own numeric id: what stands before the colon of its token; 0 for an odd one."""
    assert settings.telegram_token is not None
    number = settings.telegram_token.get_secret_value().partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def is_unchanged(error: Exception) -> bool:
    """An edit that would change nothing."""
    return isinstance(error, BadRequest) and "not modified" in error.message.lower()


def is_gone(error: Exception) -> bool:
    """The message that was to be edited is not there any more, or too old."""
    said = error.message.lower() if isinstance(error, BadRequest) else ""
    return any(part in said for part in ("to edit not found", "can't be edited", "message_id_inv"))


def is_unreachable(error: Exception) -> bool:
    """The person stopped the bot, or the chat is no more."""
    if isinstance(error, Forbidden):
        return True
    return isinstance(error, BadRequest) and "chat not found" in error.message.lower()


def failure_of(error: Exception) -> DeliveryFailed:
    """What an error of a call means. Raises OutcomeUnknown where nobody can tell.

    A wrong token or address is transient: it is mended in the settings, and nothing may be lost.
    """
    if isinstance(error, RetryAfter):
        return DeliveryFailed("429", permanent=False, retry_after=_seconds(error))
    if isinstance(error, InvalidToken):
        return DeliveryFailed("the token or address is not accepted", permanent=False)
    if is_unreachable(error):
        return DeliveryFailed("unreachable", permanent=True)
    if isinstance(error, BadRequest):
        return DeliveryFailed(f"refused: {error.message}"[:180], permanent=True)
    if isinstance(error, NetworkError):
        cause = error.__cause__
        if isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NEVER_LEFT):
            raise OutcomeUnknown from error
        return DeliveryFailed("the service does not answer", permanent=False)
    raise error


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()
