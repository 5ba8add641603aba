"""Binding (绑定): a code given in person, then a PIN of one's own; only then is there an account."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.words import word
from bot.web.access import OPEN, admits
from bot.web.doors import NOBODY, count_miss, demand_patience, new_session, welcome
from bot.web.keys import DISPATCH
from bot.web.pages.templates import page
from core.errors import BadValue
from core.ids import opaque
from core.members.bind_member import BindMember
from core.members.codes import code_hash
from core.members.look_at_invitation import Invited, look_at_invitation
from core.members.member import Member
from core.members.pins import pin_digest, second_check
from core.members.roles_held import roles_ahead
from core.members.second_check import binding_of
from core.members.units import Unit
from core.principal import Principal, Proof


@admits(OPEN)
async def get_bind(request: web.Request) -> web.Response:
    """Ask for the code; a link with the code still asks to confirm who it is."""
    demand_patience(request)
    code = request.query.get("code", "")
    return await _bind_page(request, code, None)


@admits(OPEN)
async def post_bind(request: web.Request) -> web.Response:
    """First the code, then a PIN chosen twice."""
    demand_patience(request)
    form = await request.post()
    code = str(form.get("code", ""))
    if form.get("confirm") != "yes":
        return await _bind_page(request, code, None)
    pin, again = str(form.get("pin", "")), str(form.get("again", ""))
    if pin != again:
        return await _bind_page(request, code, {"again": "两次输入不一样，请再输一次"})
    try:
        digest = await pin_digest(pin, code_hash(code))
    except BadValue:
        why = "请设六位数字，不要用生日、连号或重复的数字"
        return await _bind_page(request, code, {"pin": why})
    return await _bind(request, code, digest, str(form.get("old", "")))


async def _bind(request: web.Request, code: str, digest: str, old: str) -> web.Response:
    dispatch, hashed = request.app[DISPATCH], code_hash(code)
    secret, new = new_session(request)
    command = BindMember(code_hash=hashed, pin_digest=digest, session=new)
    guest = Principal.guest()
    outcome = await dispatch(guest, command, f"bind:{opaque(16)}")
    if outcome.code == "second_check_needed":
        invited = await _invited(request, code)
        bound_to = binding_of("bind_member", hashed)
        checked = await second_check(
            dispatch, invited.member_id if invited else NOBODY, old, bound_to
        )
        if not isinstance(checked, Proof):
            why = {
                "form": "这个编号以前绑定过，请再输入原来的办理密码；忘记的请找安全保密管理员重置。"
            }
            return await _bind_page(request, code, why)
        proven = Principal(None, guest.name, guest.via, checked)
        outcome = await dispatch(proven, command, f"bind:{opaque(16)}")
    if outcome.done and outcome.data.get("bound"):
        return welcome(request, secret, "/")
    return await _bind_page(request, code, {"code": NOT_LIVE})


NOT_LIVE = "这个绑定码不能用：可能已用过、过期或输错。请到档案室重新领取。"


async def _invited(request: web.Request, code: str) -> Invited | None:
    dispatch = request.app[DISPATCH]
    hashed, now = code_hash(code), dispatch.clock.now()
    return await dispatch.ask(lambda session: look_at_invitation(session, hashed, now))


async def _bind_page(request: web.Request, code: str, why: dict[str, str] | None) -> web.Response:
    invited = await _invited(request, code) if code else None
    if code and invited is None and why is None:
        count_miss(request)
        why = {"code": NOT_LIVE}
    context: dict[str, Any] = {"code": code, "why": why, "invitation": None}
    if invited is not None:
        context["invitation"] = await _shown(request, code, invited)
    return page(request, "bind.html.j2", context, status=403 if why else 200)


async def _shown(request: web.Request, code: str, invited: Invited) -> dict[str, Any]:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        member = session.get_one(Member, invited.member_id)
        roles = sorted(roles_ahead(session, invited.member_id, now))
        unit = session.get(Unit, member.unit_id) if member.unit_id else None
        return {
            "number": member.number,
            "role": member.post or "、".join(word("role", role) for role in roles),
            "unit": unit.name if unit else "",
        }

    known = {"code": code, "name": str(invited.name), "asks_for_pin": invited.asks_for_pin}
    return known | await dispatch.ask(look)
