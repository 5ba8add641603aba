"""Taking in (收取): raw updates become rows; only then are they acknowledged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from telegram import Bot, Update

from bot.channels.telegram.arrived import Arrived, arrived, digest_of
from bot.channels.telegram.inbox import keep
from bot.logs import log
from core.dispatch import Dispatch

LARGEST = 2**63 - 1  # of a number in a table


async def take_in(dispatch: Dispatch, bot: Bot, bot_id: int, raw: Iterable[dict[str, Any]]) -> None:
    """Keep these updates in one transaction; when it returns they are committed."""
    found = [(digest, what) for each in raw for digest, what in _read(bot, each)]
    now = dispatch.clock.now()
    await dispatch.work(lambda session: keep(session, bot_id, found, now))


def _read(bot: Bot, raw: dict[str, Any]) -> Iterable[tuple[str, Arrived]]:
    """What cannot be read is passed over: it would come again for ever."""
    try:
        what, digest = arrived(Update.de_json(raw, bot)), digest_of(raw)
        fits = what is not None and abs(what.chat_id) <= LARGEST and bool(what.to_json())
    except Exception as error:
        log.warning("telegram_unreadable", error=type(error).__name__)
        return
    if what is not None and fits:
        yield digest, what
