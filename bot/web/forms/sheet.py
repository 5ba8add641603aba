"""What every sheet shares: its case, when it was printed, and where to go back to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import TemplateError

from bot.logs import log
from bot.replies.dates import full_day
from bot.web.forms.own_template import filled_document, filled_page, own_template
from bot.web.keys import DISPATCH, SETTINGS
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.security import CSP
from core.clock import SHANGHAI
from core.members.member import ROOM_ROLES
from core.requests.case import Case

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sheet(
    request: web.Request, who: Person, template: str, back: str, context: dict[str, Any]
) -> web.Response:
    """A page of paper: the room's own form where it has one that can be filled in, else ours."""
    given = {"room": {"name": who.room}, "back": back, **context}
    room = given["room"]["name"]
    own = own_template(request.app[SETTINGS].data_dir, room, template)
    if own is not None:
        try:
            return _own(own, given)
        except TemplateError as error:
            log.error("room_form", kind=template, detail=str(error))
            given["bar_notice"] = "本室表样有误，这一张用的是通用表样，请告诉系统管理员"
    return page(request, f"forms/{template}.html.j2", given)


def _own(path: Path, given: dict[str, Any]) -> web.Response:
    if path.suffix == ".docx":
        named = {"Content-Disposition": f'attachment; filename="{path.stem}.docx"'}
        return web.Response(body=filled_document(path, given), content_type=WORD, headers=named)
    # A form drawn elsewhere brings its styles along; scripts stay ours.
    headers = {"Content-Security-Policy": CSP.replace("style-src", "style-src 'unsafe-inline'")}
    return web.Response(text=filled_page(path, given), content_type="text/html", headers=headers)


def back_to(who: Person, case: Case) -> str:
    """Where someone came from: the desk for those who have one, else the chat."""
    has_desk = who.roles & (ROOM_ROLES | {"approver"})
    return f"/desk/cases/{case.ref}" if has_desk else "/chat"


def printed_at(request: web.Request) -> str:
    now = request.app[DISPATCH].clock.now()
    return f"{full_day(now)} {now.astimezone(SHANGHAI):%H:%M}"
