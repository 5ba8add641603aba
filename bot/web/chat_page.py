"""The chat page (办事): whole without script, alive with it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.channels.webchat.chat_message import ChatMessage
from bot.channels.webchat.collection import show_code
from bot.channels.webchat.deliver import NAME
from bot.channels.webchat.history import as_event, recent
from bot.channels.webchat.keep_own import keep_own
from bot.conversations.turn import MENU
from bot.replies.dates import day
from bot.replies.words import error_words
from bot.web.access import SIGNED, admits
from bot.web.chat_pictures import may_send
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person, person, shown
from bot.web.pages.templates import page
from bot.web.second_check import issue
from core.clock import SHANGHAI
from core.ids import opaque
from core.inbox.inbound import Inbound
from core.outcome import Outcome


@admits(SIGNED)
async def get_chat(request: web.Request) -> web.Response:
    who = await person(request)
    return await _chat(request, who)


async def _chat(
    request: web.Request, who: Person, extra: list[dict[str, Any]] | None = None
) -> web.Response:
    member_id = who.member_id
    messages = await request.app[DISPATCH].ask(lambda session: recent(session, member_id))
    last = str(messages[-1].changed) if messages else ""
    context = {
        **shown(request, who, "chat"),
        "items": _with_days(messages) + (extra or []),
        "last": last,
        "menu": list(MENU),
        "open_cases": [],
        "may_picture": may_send(request, who),
    }
    return page(request, "chat.html.j2", context)


def _with_days(messages: list[ChatMessage]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    on = ""
    for message in messages:
        if day(message.at) != on:
            on = day(message.at)
            found.append({"kind": "day", "text": on})
        kind, event = as_event(message)
        local = message.at.astimezone(SHANGHAI)
        found.append({"kind": kind, **event, "at_text": f"{local:%H:%M}"})
    return found


@admits(SIGNED)
async def post_chat(request: web.Request) -> web.Response:
    """Without script: a text or a press from a form, then the page again."""
    form = await request.post()
    text, press = str(form.get("text", "")), str(form.get("press", ""))
    key = str(form.get("key", "")) or opaque(24)
    pin = str(form.get("pin", ""))
    await keep_own(request.app[DISPATCH], request[PRINCIPAL], text, key)
    kind = "press" if press else "text"
    inbound = Inbound(channel=NAME, kind=kind, text=text, token=press)
    outcome = await issue(request, inbound, key[:80], pin)
    who = await person(request)
    if isinstance(outcome, web.Response) or outcome.code == "second_check_needed":
        return _pin_page(request, who, press, isinstance(outcome, web.Response))
    return await _after(request, who, outcome)


async def _after(request: web.Request, who: Person, outcome: Outcome) -> web.Response:
    fleeting = outcome.data.get("ephemeral")
    if outcome.done and fleeting:
        ticket = await show_code(request.app[DISPATCH], request[PRINCIPAL], fleeting)
        if ticket is not None:
            return await _chat(request, who, [{"kind": "card", "at_text": "现在", **ticket}])
    raise web.HTTPSeeOther("/chat")


def _pin_page(request: web.Request, who: Person, press: str, was_wrong: bool) -> web.Response:
    check = {
        "token": press,
        "label": "确认",
        "action": "请输入六位办理密码，确认由您本人办理。",
        "facts": [],
        "post_to": "/chat",
        "back": "/chat",
    }
    why = {"pin": error_words("wrong_pin")[1]} if was_wrong else None
    return page(request, "pin.html.j2", {**shown(request, who, "chat"), "check": check, "why": why})
