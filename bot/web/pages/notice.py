"""A notice page (提示页): what could not be done, its number, and whom to ask."""

from __future__ import annotations

from aiohttp import web

from bot.replies.words import error_words
from bot.web.pages.templates import page


def notice_page(
    request: web.Request, code: str, number: str = "", status: int = 409
) -> web.Response:
    """The page for an error code; `number` is a bug's own."""
    known, message = error_words(code)
    what = {
        "title": "没有办成",
        "text": message,
        "number": number or str(known),
        "contact": "请联系档案室",
        "reasons": [],
        "buttons": [{"label": "回到首页", "href": "/"}],
    }
    return page(request, "notice.html.j2", {"what": what}, status=status)
