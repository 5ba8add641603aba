"""Telegram 一轮对话的每一处都可能断电：来件一条不丢，办理一次不重，答复至多重复一次。
Killed anywhere inside a turn on Telegram: no update is lost, none is carried out twice, and an
answer is repeated at most once, only where nobody can know whether it arrived.
"""

from __future__ import annotations

import pytest

from bot.story.bot_api import BotApi
from tests.support.dying_telegram import STAGES
from tests.support.house import House
from tests.support.telegram_lives import cut_off_and_answered_once, service

__all__ = ["service"]


@pytest.mark.parametrize("stage", STAGES)
async def test_a_word_is_answered_once_wherever_it_was_cut_off(
    postgres_house_url: str, service: tuple[BotApi, str], stage: str
) -> None:
    await cut_off_and_answered_once(House(postgres_house_url), service, stage)
