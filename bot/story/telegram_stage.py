"""The stage on Telegram (Telegram 上的演示): a stand-in beside the house, and everyone binds their phone."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.demo.invented_staff import BY_NAME
from bot.story.bot_api import TOKEN, BotApi, a_bot_api
from bot.story.instance import Instance
from bot.story.on_telegram import OnTelegram
from bot.story.person import Person, new_key
from bot.story.throw_away import throw_away
from bot.story.watched import Watched

# Whoever chats in the story; the others stay on the web, and the reminder came before they had a phone.
WITH_PHONE = ("contact-a", "contact-b", "leader", "head", "authority", "archivist")
FIRST_CHAT = 8101
_CODE = re.compile(r'<span class="short">([A-Z0-9 ]+)</span>')


@asynccontextmanager
async def telegram_house() -> AsyncIterator[tuple[Instance, BotApi]]:
    """A throw-away instance whose Telegram is the stand-in."""
    async with a_bot_api() as (api, url):
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"{url}/bot",
            "TELEGRAM_FILE_BASE_URL": f"{url}/file/bot",
        }
        async with throw_away("bot.story.hurried", **settings) as instance:
            yield instance, api


def person_on(instance: Instance, name: str, api: BotApi | None) -> Person:
    """By phone where there is a stand-in and they have one, else on the web."""
    persona = BY_NAME[name]
    if api is None or name not in WITH_PHONE:
        return Person(instance.url, persona)
    return OnTelegram(instance.url, persona, api, FIRST_CHAT + WITH_PHONE.index(name))


async def everyone_binds(people: dict[str, Person], watched: Watched) -> None:
    """By a one-time slip and the PIN; a slip serves once."""
    slip = ""
    for name in WITH_PHONE:
        person = people[name]
        assert isinstance(person, OnTelegram)
        slip = await _slip_for(people["administrator"], person.persona.number)
        said = await person.bind(slip)
        watched.see(
            f"{name} 凭绑定码和密码绑定", "绑定好了", said.split("\n")[0], "绑定好了" in said
        )
    last = people[WITH_PHONE[0]]
    said = str((await last.say(f"/start {slip}"))["text"])
    watched.see("用过的绑定码", "不能用", said.split("\n")[0], "不能用" in said)


async def _slip_for(administrator: Person, number: str) -> str:
    """The code on the slip that the administrator prints."""
    form = {"member": number, "do": "invite", "csrf": administrator.csrf, "key": new_key()}
    form |= {"pin": administrator.persona.pin}
    async with administrator.session.post(
        f"{administrator.url}/forms/invitation", data=form
    ) as slip:
        found = _CODE.search(await slip.text())
    return found[1].replace(" ", "") if found else ""
