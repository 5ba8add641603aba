"""A person (演示人员): signs in with number and PIN, talks in chat, gives commands, all over HTTP."""

from __future__ import annotations

import asyncio
import re
import secrets
from contextlib import suppress
from typing import Any

import orjson
from aiohttp import ClientSession, ClientTimeout, CookieJar

from bot.demo.invented_staff import Persona
from bot.story.answer import Answer
from bot.story.screen import Event, Screen, in_state, is_reply, token_of, words_of

_CSRF = re.compile(r'name="danggui-csrf" content="([^"]+)"')


class Person:
    """Use as `async with Person(url, persona) as someone`."""

    def __init__(self, url: str, persona: Persona) -> None:
        self.url, self.persona = url, persona
        self.screen = Screen()
        self.csrf = ""
        self._session: ClientSession | None = None
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Person:
        jar = CookieJar(unsafe=True)  # the instance may have an address for a name
        self._session = ClientSession(cookie_jar=jar, timeout=ClientTimeout(total=30))
        await self._sign_in()
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._listening
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> ClientSession:
        assert self._session is not None
        return self._session

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Danggui-Csrf": self.csrf}

    async def _sign_in(self) -> None:
        form = {"member": self.persona.number, "pin": self.persona.pin, "next": "/chat"}
        async with self.session.post(f"{self.url}/login", data=form) as response:
            found = _CSRF.search(await response.text())
        if response.status != 200 or found is None:
            raise RuntimeError(f"{self.persona.persona} could not sign in ({response.status})")
        self.csrf = found[1]

    # -- commands ------------------------------------------------------------------------------

    async def command(
        self, name: str, /, *, key: str = "", pin: bool = False, **body: Any
    ) -> Answer:
        """`POST /api/v1/commands/<name>`, with the PIN where `pin` says so."""
        headers = self.headers | {"Idempotency-Key": key or new_key()}
        if pin:
            headers["X-Danggui-Pin"] = self.persona.pin
        return await self._post(f"/api/v1/commands/{name}", body, headers)

    async def get(self, path: str) -> dict[str, Any]:
        """A JSON page; raises for anything but 200."""
        async with self.session.get(self.url + path) as response:
            response.raise_for_status()
            body: dict[str, Any] = await response.json()
            return body

    async def _post(self, path: str, body: Any, headers: dict[str, str]) -> Answer:
        headers = headers | {"Content-Type": "application/json"}
        async with self.session.post(
            self.url + path, data=orjson.dumps(body), headers=headers
        ) as response:
            return Answer(response.status, await response.json())

    # -- chat ----------------------------------------------------------------------------------

    async def say(self, text: str) -> Event:
        """Say something; gives the reply."""
        since = self.screen.mark
        await self._message({"text": text})
        return await self.screen.until(is_reply, since, f"回复“{text}”")

    async def press(self, token: str, pin: str = "") -> Answer:
        """Press a button; the answer itself holds a sheet for the PIN, or the code to show."""
        return await self._message({"press": token} | ({"pin": pin} if pin else {}))

    async def press_and_read(self, token: str, pin: str = "") -> str:
        """Press a button; gives the words of the reply."""
        since = self.screen.mark
        await self.press(token, pin)
        return words_of(await self.screen.until(is_reply, since, "按钮的回复"))

    async def answer(self, question: Event, text: str) -> Event:
        """Answer by the button that says so, else by typing."""
        token = token_of(question, text)
        if not token:
            return await self.say(text)
        since = self.screen.mark
        await self.press(token)
        return await self.screen.until(is_reply, since, f"按“{text}”的回复")

    async def card(self, ref: str, state: str) -> Event:
        """The case's card once it shows this state."""
        return await self.screen.until(lambda e: in_state(e, ref, state), 0, f"卡片到“{state}”")

    async def _message(self, body: dict[str, str]) -> Answer:
        headers = self.headers | {"Idempotency-Key": new_key()}
        return await self._post("/api/v1/chat/messages", body, headers)

    async def _listen(self) -> None:
        stream = ClientTimeout(total=None, sock_read=60)
        async with self.session.get(f"{self.url}/api/v1/chat/events", timeout=stream) as response:
            async for line in response.content:
                if line.startswith(b"data: "):
                    await self.screen.show(orjson.loads(line[6:]))


def new_key() -> str:
    """A fresh idempotency key."""
    return f"story-{secrets.token_hex(12)}"
