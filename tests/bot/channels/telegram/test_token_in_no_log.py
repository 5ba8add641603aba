"""机器人令牌不进任何日志：DEBUG 级别、各种网络毛病、连带底层库，一处也没有。
The token is in no log: at DEBUG, through every kind of bad answer, the libraries' own lines included.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logs
from bot.story.bot_api import BROKEN, CONFLICT, DROPPED, FLOOD, NOT_FOUND, TOKEN
from tests.support.telegram_world import TelegramWorld


@pytest.fixture(autouse=True)
def _at_debug() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    set_up_logs("DEBUG")
    yield
    root.handlers[:] = before
    root.setLevel(level)


async def test_the_token_is_found_in_no_line(
    world: TelegramWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = world.contact()
    world.api.next_answers["getUpdates"].extend([CONFLICT, NOT_FOUND, BROKEN])
    world.api.next_answers["sendMessage"].extend([FLOOD, DROPPED])
    await world.say(chat, "菜单")
    logging.getLogger("httpx").warning("POST https://host/bot%s/getMe", TOKEN)
    logging.getLogger("asyncio").warning("https://host/bot" + TOKEN)
    printed = capsys.readouterr()
    lines = printed.out + printed.err
    assert "telegram_poll" in lines, "something was logged"
    assert TOKEN not in lines
    assert TOKEN.partition(":")[2] not in lines
