"""已登录的浏览器标签页 / A tab in which a member has already signed in, and what it may open."""

from __future__ import annotations

from typing import Any

from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from core.ids import opaque
from core.members.codes import new_token, token_hash
from core.members.sign_in import NewSession, SignIn
from tests.support.browser import Tab
from tests.support.house import House


async def signed_tab(
    browser: Browser, house: House, server: TestServer, member_id: int | None, **more: Any
) -> Tab:
    """A tab of its own with the member's session in its cookie; a guest's without one."""
    context = await browser.new_context(base_url=str(server.make_url("/")), locale="zh-CN", **more)
    if member_id is not None:
        secret = new_token()
        new = NewSession(token_hash=token_hash(secret), csrf=opaque(24), device="测试浏览器")
        outcome = await house.do(member_id, SignIn(session=new))
        assert outcome.done, outcome
        url = str(server.make_url("/"))
        await context.add_cookies([{"name": "danggui", "value": secret, "url": url}])
    return Tab(await context.new_page())
