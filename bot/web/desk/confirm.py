"""The second check on desk pages (二次确认): the PIN is asked for on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from aiohttp import web

from bot.replies.words import error_words
from bot.web.pages.notice import notice_page
from bot.web.pages.person import Person, shown
from bot.web.pages.templates import page
from bot.web.posted import Posted
from bot.web.second_check import issue
from core.command import Command
from core.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Ask:
    """What is being confirmed, in a sentence and its facts; where it is posted, with which fields,
    and the way back."""

    action: str
    post_to: str
    back: str
    carry: tuple[tuple[str, str], ...] = ()
    label: str = "确认"
    press: str = ""
    facts: tuple[tuple[str, str], ...] = ()


async def confirmed(
    request: web.Request, who: Person, form: Posted, command: Command, ask: Ask
) -> Outcome | web.Response:
    """The command's outcome, or the page that asks for the PIN first."""
    answer = await issue(request, command, form.key_of("do"), form.text("pin"))
    if isinstance(answer, web.Response):
        return _not_this_pin(request, who, ask, answer)
    if answer.code == "second_check_needed":
        return _pin_page(request, who, ask)
    return answer


def sure_page(request: web.Request, who: Person, ask: Ask) -> web.Response:
    """One more word before a step that is hard to take back; `sure=yes` comes with the answer."""
    context = {**shown(request, who, "desk"), "check": ask}
    return page(request, "desk/sure.html.j2", context)


def _not_this_pin(
    request: web.Request, who: Person, ask: Ask, refused: web.Response
) -> web.Response:
    assert isinstance(refused.body, bytes)
    error = orjson.loads(refused.body)
    if error["code"] != "wrong_pin":
        return notice_page(request, error["code"], status=403)
    said = f"{error_words('wrong_pin')[1]}还可试 {error['tries_left']} 次。"
    return _pin_page(request, who, ask, said)


def _pin_page(request: web.Request, who: Person, ask: Ask, why: str = "") -> web.Response:
    check = {
        "token": ask.press,
        "label": ask.label,
        "action": ask.action,
        "facts": ask.facts,
        "carry": ask.carry,
        "post_to": ask.post_to,
        "back": ask.back,
    }
    context = {**shown(request, who, "desk"), "check": check, "why": why or None}
    return page(request, "pin.html.j2", context, status=403 if why else 200)
