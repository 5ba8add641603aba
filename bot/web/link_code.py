"""A collection code behind a chat's link (取档码页): shown on our own page, so that no relay sees it."""

from __future__ import annotations

from aiohttp import web

from bot.channels.telegram.links import use_link
from bot.channels.telegram.rows import NAME, TelegramLink
from bot.channels.webchat.collection import show_code
from bot.web.keys import DISPATCH
from bot.web.pages.notice import notice_page
from bot.web.pages.templates import page
from bot.web.security import inside_telegram
from core.principal import Principal
from core.requests.case_view import case_view


async def ask_first(request: web.Request, link: TelegramLink) -> web.Response:
    """A look spends nothing: only the button makes a code."""
    number = await _number(request, link)
    context = {"number": number, "card": None, "address": request.path}
    return inside_telegram(page(request, "link_code.html.j2", context))


async def show(request: web.Request, link: TelegramLink) -> web.Response:
    """Make a code and show it, once; the link is spent by it."""
    assert link.member_id is not None
    dispatch, token = request.app[DISPATCH], request.match_info["token"]
    principal, now = Principal.member(link.member_id, NAME), dispatch.clock.now()
    number = await _number(request, link)
    card = await show_code(dispatch, principal, {"request": link.about, "number": number})
    if card is None:
        return notice_page(request, "impossible_step")
    await dispatch.work(lambda session: use_link(session, token, now))
    context = {"number": number, "card": card, "address": request.path}
    return inside_telegram(page(request, "link_code.html.j2", context))


async def _number(request: web.Request, link: TelegramLink) -> str:
    return await request.app[DISPATCH].ask(lambda session: case_view(session, link.about).number)
