"""断电时的生人来话：没有发件箱可依，也一样有答复 / What no outbox keeps is not lost either."""

from __future__ import annotations

import pytest

from bot.channels.telegram.rows import TelegramUpdate, UpdateState
from bot.story.bot_api import BotApi
from tests.support.house import House
from tests.support.telegram_lives import (
    STRANGER,
    UNBOUND,
    answers,
    killed_then_revived,
    service,
)

__all__ = ["service"]


@pytest.mark.parametrize("stage", ["kept", "before_dispatch", "begun", "sent"])
async def test_a_stranger_is_told_whatever_happens(
    sqlite_house_url: str, service: tuple[BotApi, str], stage: str
) -> None:
    """What no outbox keeps, such as a link or a word to a stranger, is not lost either."""
    house, (api, _) = House(sqlite_house_url), service
    await killed_then_revived(house, service, STRANGER, stage)
    assert 2 <= answers(api, STRANGER, UNBOUND) <= (3 if stage == "sent" else 2)
    states = [row.state for row in house.all(TelegramUpdate)]
    assert UpdateState.FAILED not in states
    house.close()
