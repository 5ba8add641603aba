"""Two lives of a channel on Telegram: the first dies inside a turn, the second says the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.channels.telegram.rows import NAME
from bot.story.bot_api import BotApi, a_bot_api
from core.outbox.reach import Reach
from tests.support.dying_telegram import live
from tests.support.forked import Life, a_life
from tests.support.house import House
from tests.support.lending import Lending

CHAT, STRANGER = 7001, 9999
HELP, UNBOUND = "我能帮您", "还没有绑定"


@pytest_asyncio.fixture
async def service() -> AsyncIterator[tuple[BotApi, str]]:
    async with a_bot_api() as served:
        yield served


def begin(house: House, api_url: str, life: int, stage: str) -> Life:
    return a_life(live, house.url, api_url, life, stage)


def bound(house: House) -> None:
    now, member = house.clock.now(), Lending(house).contact
    here = str(CHAT)
    house.keep(Reach(channel=NAME, member_id=member, address=here, person=here, bound_at=now))


def answers(api: BotApi, chat: int, begin: str) -> int:
    return sum(begin in shown.text for shown in api.chat(chat))


async def killed_then_revived(
    house: House, service: tuple[BotApi, str], chat: int, stage: str
) -> None:
    """One word is written, the process dies in its turn, and the next one says all there is to say."""
    api, url = service
    dying = begin(house, url, 1, stage)
    await api.write(chat, "帮助")
    assert await dying.ended() == -9
    living = begin(house, url, 2, "none")
    await api.write(chat, "菜单" if chat == CHAT else "帮助")
    last = "请选择要办的事" if chat == CHAT else UNBOUND
    most = 1 if chat == CHAT else 2
    await api.until(lambda: answers(api, chat, last) >= most, seconds=60)
    living.process.terminate()
    await living.ended()


async def cut_off_and_answered_once(house: House, service: tuple[BotApi, str], stage: str) -> None:
    """Whatever the stage, each word is carried out once; only a sent answer may come twice."""
    api, _ = service
    bound(house)
    await killed_then_revived(house, service, CHAT, stage)
    assert answers(api, CHAT, HELP) == (2 if stage == "sent" else 1)
    assert answers(api, CHAT, "请选择要办的事") == 1
    said = [m for m in house.messages("say") if m.channel == NAME]
    assert len(said) == 2, "each word was carried out once"
    house.close()
