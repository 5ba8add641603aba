"""The page behind a chat's link (办理链接页): the second proof of a binding, the second check of a press.

Who holds the link is not signed in: it does this one thing, once, with the member's PIN.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.channels.telegram.links import live_link, use_link
from bot.channels.telegram.rows import NAME, LinkPurpose, TelegramLink
from bot.conversations.press_told import press_told
from bot.replies.words import error_words
from bot.web import link_code
from bot.web.access import OPEN, admits
from bot.web.doors import count_miss, demand_patience
from bot.web.keys import DISPATCH
from bot.web.pages.notice import notice_page
from bot.web.pages.templates import page
from bot.web.security import inside_telegram
from core.command import Command
from core.errors import BadValue
from core.inbox.inbound import Inbound
from core.masked import Masked
from core.members.bind_reach import BindReach
from core.members.look_at_invitation import Invited, look_at_invitation
from core.members.member import Member
from core.members.pins import LockedPin, WrongPin, pin_digest, second_check
from core.outcome import Outcome
from core.principal import Principal


@admits(OPEN)
async def get_link(request: web.Request) -> web.Response:
    """What is about to happen, and the PIN field."""
    demand_patience(request)
    link = await _live(request)
    if link is None:
        return _gone(request)
    if link.purpose == LinkPurpose.CODE:
        return await link_code.ask_first(request, link)
    return await _page(request, link)


@admits(OPEN)
async def post_link(request: web.Request) -> web.Response:
    """Carry it out with the PIN."""
    demand_patience(request)
    link = await _live(request)
    if link is None:
        return _gone(request)
    if link.purpose == LinkPurpose.CODE:
        return await link_code.show(request, link)
    form = await request.post()
    pin, again = str(form.get("pin", "")), str(form.get("again", ""))
    if link.purpose == LinkPurpose.BIND:
        return await _bind(request, link, pin, again)
    return await _press(request, link, pin)


async def _bind(request: web.Request, link: TelegramLink, pin: str, again: str) -> web.Response:
    invited = await _invited(request, link)
    if invited is None:
        return _gone(request)
    digest = ""
    if not invited.asks_for_pin:
        if pin != again:
            return await _page(request, link, {"again": "两次输入不一样，请再输一次"})
        try:
            digest = await pin_digest(pin, link.code_hash)
        except BadValue:
            why = {"pin": "请设六位数字，不要用生日、连号或重复的数字"}
            return await _page(request, link, why)
    command = BindReach(
        code_hash=link.code_hash,
        channel=NAME,
        address=link.address,
        person=link.person,
        pin_digest=digest,
    )
    return await _done(request, link, Principal.guest(), command, invited.member_id, pin)


async def _press(request: web.Request, link: TelegramLink, pin: str) -> web.Response:
    assert link.member_id is not None
    inbound = Inbound(channel=NAME, kind="press", token=link.press)
    principal = Principal.member(link.member_id, NAME)
    return await _done(request, link, principal, inbound, link.member_id, pin)


async def _done(
    request: web.Request,
    link: TelegramLink,
    principal: Principal,
    command: Command,
    member_id: int,
    pin: str,
) -> web.Response:
    """Issue it, with the PIN where it is asked for; the link is used up by what went through."""
    dispatch = request.app[DISPATCH]
    key = link.key or f"link:{link.token_hash[:40]}"
    outcome = await dispatch(principal, command, key)
    if outcome.code == "second_check_needed":
        checked = await second_check(dispatch, member_id, pin, str(outcome.data["bound_to"]))
        if isinstance(checked, LockedPin):
            return await _page(request, link, {"pin": error_words("locked_pin")[1]})
        if isinstance(checked, WrongPin):
            count_miss(request)
            said = f"{error_words('wrong_pin')[1]}还可试 {checked.tries_left} 次。"
            return await _page(request, link, {"pin": said})
        proven = Principal(principal.member_id, principal.name, principal.via, checked)
        outcome = await dispatch(proven, command, key)
    return await _told(request, outcome)


async def _told(request: web.Request, outcome: Outcome) -> web.Response:
    dispatch, token = request.app[DISPATCH], request.match_info["token"]
    now = dispatch.clock.now()
    if not outcome.done or outcome.data.get("bound") is False:
        return _gone(request) if outcome.done else notice_page(request, outcome.code)
    await dispatch.work(lambda session: use_link(session, token, now))
    return inside_telegram(page(request, "link_done.html.j2", {}))


async def _live(request: web.Request) -> TelegramLink | None:
    dispatch, token = request.app[DISPATCH], request.match_info["token"]
    now = dispatch.clock.now()
    return await dispatch.ask(lambda session: live_link(session, token, now))


async def _invited(request: web.Request, link: TelegramLink) -> Invited | None:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    return await dispatch.ask(lambda s: look_at_invitation(s, link.code_hash, now))


def _gone(request: web.Request) -> web.Response:
    count_miss(request)
    return notice_page(request, "link_not_live", status=410)


async def _page(
    request: web.Request, link: TelegramLink, why: dict[str, str] | None = None
) -> web.Response:
    shown: dict[str, Any]
    if link.purpose == LinkPurpose.BIND:
        invited = await _invited(request, link)
        if invited is None:
            return _gone(request)
        shown = {"bind": True, "fresh": not invited.asks_for_pin, "case": ""}
        member_id = invited.member_id
    else:
        member_id = link.member_id or 0
        shown = {"bind": False, "fresh": False, **await _pressed(request, link, member_id)}
    who = await request.app[DISPATCH].ask(lambda session: session.get_one(Member, member_id))
    shown |= {"name": str(Masked(who.name)), "number": who.number, "post": who.post}
    context = {"link": shown, "why": why or {}, "address": request.path}
    return inside_telegram(page(request, "link.html.j2", context, status=403 if why else 200))


async def _pressed(request: web.Request, link: TelegramLink, member_id: int) -> dict[str, str]:
    """The case and step that the PIN will be good for."""
    told = await request.app[DISPATCH].ask(lambda s: press_told(s, link.press, member_id))
    return {"case": told.number, "step": told.step}


routes = [web.get("/link/{token}", get_link), web.post("/link/{token}", post_link)]
