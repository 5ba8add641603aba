"""A person with a phone (用 Telegram 的人员): chats by Telegram, proves themselves on our own pages."""

from __future__ import annotations

import asyncio
import html
import re
from contextlib import suppress
from typing import Any

import orjson
from aiohttp import ClientTimeout

from bot.demo.invented_staff import Persona
from bot.story.answer import Answer
from bot.story.bot_api import BotApi, Shown
from bot.story.person import Person
from bot.story.screen import Event, is_reply, words_of
from bot.story.telegram_screen import TelegramScreen

_LINK = re.compile(r"/link/[\w-]+")
_CODE = re.compile(r"取档码 ([A-Z0-9 ]+)")
_WHY = re.compile(r"[^。>]*。?还可试 \d+ 次。")


class OnTelegram(Person):
    """As `Person`, but every word, press and card goes through the stand-in for Telegram."""

    def __init__(self, url: str, persona: Persona, api: BotApi, chat_id: int) -> None:
        super().__init__(url, persona)
        self.api, self.chat_id = api, chat_id
        self.refs: dict[str, str] = {}
        self.screen: TelegramScreen = TelegramScreen(lambda number: self.refs.get(number, ""))

    async def __aenter__(self) -> OnTelegram:
        await super().__aenter__()
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *what: object) -> None:
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        await super().__aexit__(*what)

    # -- binding -------------------------------------------------------------------------------

    async def bind(self, code: str) -> str:
        """Open the slip's link and prove it with the PIN; gives what the chat then says."""
        link = _link_in(await self.say(f"/start {code}"))
        since = self.screen.mark
        await self._prove(link, self.persona.pin)
        return words_of(await self.screen.until(is_reply, since, "绑定后的话"))

    # -- chat ----------------------------------------------------------------------------------

    async def press(self, token: str, pin: str = "") -> Answer:
        """Press; where a second check is asked for, on our page behind the link."""
        shown = await self._press(token)
        link = _link_in(shown)
        if link:
            return await self._prove(link, pin) if pin else Answer(200, {"second_check": link})
        code = _CODE.search(words_of(shown)) if shown["message"].photo else None
        return Answer(200, {"ticket": {"code": code[1]}} if code else {})

    async def press_and_read(self, token: str, pin: str = "") -> str:
        shown = await self._press(token)
        link = _link_in(shown)
        if not link:
            return words_of(shown)
        since = self.screen.mark
        await self._prove(link, pin)
        return words_of(await self.screen.until(is_reply, since, "确认后的回复"))

    async def _press(self, token: str) -> Event:
        """The first thing that is newly shown after the press."""
        since = self.screen.mark
        await self.api.press_data(self._holding(token), f"b:{token}")
        return await self.screen.until(lambda e: bool(e["fresh"]), since, "按钮的回复")

    def _holding(self, token: str) -> Shown:
        """The message that has this button, as a phone sends it along; someone else's is forged."""
        for event in reversed(self.screen.events):
            if any(button["token"] == token for button in event["buttons"]):
                shown: Shown = event["message"]
                return shown
        return Shown(self.chat_id, 1, "·")

    async def _prove(self, link: str, pin: str) -> Answer:
        async with self.session.post(self.url + link, data={"pin": pin}) as page:
            said = html.unescape(await page.text())
        why = _WHY.search(said)
        return Answer(page.status, {"message": why[0].strip() if why else ""})

    async def _message(self, body: dict[str, str]) -> Answer:
        """A word; presses have a way of their own."""
        await self.api.write(self.chat_id, body["text"])
        return Answer(200, {})

    # -- what is shown -------------------------------------------------------------------------

    async def _watch(self) -> None:
        """Every message of this chat, as it comes and as it is edited."""
        seen = 0
        while True:
            history: list[Shown] = await self.api.until(
                lambda at=seen: list(self.api.history)[at:], seconds=3600
            )
            seen += len(history)
            for shown in history:
                if shown.chat_id == self.chat_id:
                    await self.screen.show_message(shown)

    async def _listen(self) -> None:
        """From our own chat page only which reference a case number has; it is in no message."""
        stream = ClientTimeout(total=None, sock_read=60)
        async with self.session.get(f"{self.url}/api/v1/chat/events", timeout=stream) as response:
            async for line in response.content:
                if line.startswith(b"data: "):
                    await self._note(orjson.loads(line[6:]))

    async def _note(self, event: dict[str, Any]) -> None:
        if event.get("case") and event.get("ref"):
            self.refs[event["case"]] = event["ref"]
            await self.screen.look_again()


def _link_in(shown: Event) -> str:
    found = _LINK.search(words_of(shown))
    return found[0] if found else ""
