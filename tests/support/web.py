"""The pages over real HTTP: an application on a free port, and a browser that signs in as a member."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from bot.channels.webchat.hub import Hub
from bot.settings import Settings
from bot.web.app import build_app
from core.files.intake import Intake
from core.ids import opaque
from core.members.codes import new_token, token_hash
from core.members.sign_in import NewSession, SignIn
from tests.support.house import House

HTML = {"Accept": "text/html"}
_TAGS = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: its status, its source, and what a person reads of it."""

    status: int
    source: str
    location: str = ""

    @property
    def text(self) -> str:
        return " ".join(html.unescape(_TAGS.sub(" ", self.source)).split())

    @property
    def result(self) -> str:
        """The large answer of the counter."""
        found = re.search(r'<div id="result".*?(?=<div id="work-area")', self.source, re.DOTALL)
        return Page(self.status, found[0]).text if found else ""

    def hidden(self, name: str, form: str = "") -> str:
        """The value of a hidden field, in the form with this id or action."""
        source = self.source[self.source.index(form) :] if form else self.source
        found = re.search(rf'type="hidden" name="{re.escape(name)}" value="([^"]*)"', source)
        assert found, f"no hidden field {name}"
        return html.unescape(found[1])


class Browser:
    """One signed-in member with a cookie; `post` sends a form with its csrf text and a fresh key."""

    def __init__(self, client: ClientSession, csrf: str) -> None:
        self.client = client
        self.csrf = csrf

    async def get(self, path: str) -> Page:
        async with self.client.get(path, headers=HTML, allow_redirects=False) as answer:
            return Page(answer.status, await answer.text(), answer.headers.get("Location", ""))

    async def post(self, path: str, fields: Mapping[str, str] | None = None, **more: str) -> Page:
        form = {"csrf": self.csrf, "key": opaque(24), **(fields or {}), **more}
        async with self.client.post(path, data=form, headers=HTML, allow_redirects=False) as answer:
            return Page(answer.status, await answer.text(), answer.headers.get("Location", ""))

    async def upload(self, path: str, data: Any, content_type: str = "") -> Page:
        """A multipart form, as the page's script sends it; or bytes of the test's own."""
        headers = {**HTML, "X-Danggui-Csrf": self.csrf}
        headers |= {"Content-Type": content_type} if content_type else {}
        async with self.client.post(path, data=data, headers=headers) as answer:
            return Page(answer.status, await answer.text())


@asynccontextmanager
async def a_site(
    house: House,
    folder: Path,
    *,
    is_demo: bool = False,
    intake: Intake | None = None,
    settings: Settings | None = None,
) -> AsyncIterator[TestServer]:
    """The application over this house, listening on a free port."""
    settings = settings or Settings(data_dir=folder)
    app = build_app(settings, house.dispatch, Hub(), is_demo=is_demo, intake=intake)
    server = TestServer(app)
    await server.start_server()
    try:
        yield server
    finally:
        await server.close()


@asynccontextmanager
async def signed_in_client(
    house: House, server: TestServer, member_id: int
) -> AsyncIterator[Browser]:
    """A browser in which this member has signed in."""
    secret, csrf = new_token(), opaque(24)
    new = NewSession(token_hash=token_hash(secret), csrf=csrf, device="测试浏览器")
    outcome = await house.do(member_id, SignIn(session=new))
    assert outcome.done, outcome
    jar = CookieJar(unsafe=True)  # the server's name is an address
    jar.update_cookies({"danggui": secret}, server.make_url("/"))
    async with ClientSession(server.make_url("/"), cookie_jar=jar) as client:
        yield Browser(client, csrf)


def quoted(text: str) -> str:
    return quote(text, safe="")
