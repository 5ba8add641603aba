"""My account (我的账号): where I am signed in, and a new PIN."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import moment, until_day
from bot.replies.words import error_words
from bot.web.access import SIGNED, admits
from bot.web.answers import HIDDEN
from bot.web.keys import DISPATCH, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person, person, shown
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.second_check import issue
from core.errors import BadValue
from core.members.change_pin import ChangePin
from core.members.deputy import Deputy
from core.members.member import Grant, Member
from core.members.open_sessions import open_sessions
from core.members.pins import pin_digest
from core.members.revoke_session import RevokeSession

CHANGED = {"kind": "yes", "text": "密码已改，下次办理请用新密码。"}


@admits(SIGNED)
async def get_account(request: web.Request) -> web.Response:
    return await _account(request)


@admits(SIGNED)
async def post_revoke(request: web.Request) -> web.Response:
    """End one of my sessions."""
    form = await posted(request)
    command = RevokeSession(session=form.text("session"))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("revoke"))
    if outcome.done:
        return await _account(request, {"kind": "yes", "text": "那台设备已退出。"})
    return await _account(request, {"kind": "no", "text": _said(outcome.code)})


@admits(SIGNED)
async def post_pin(request: web.Request) -> web.Response:
    """A new PIN, after the one in use."""
    form = await posted(request)
    if form.text("pin") != form.text("again"):
        return await _account(request, why={"again": "两次输入不一样，请再输一次"})
    try:
        digest = await pin_digest(form.text("pin"), form.key)
    except BadValue:
        return await _account(request, why={"pin": "请设六位数字，不要用生日、连号或重复的数字"})
    outcome = await issue(
        request, ChangePin(pin_digest=digest), form.key_of("pin"), form.text("old")
    )
    if isinstance(outcome, web.Response) or outcome.code == "second_check_needed":
        return await _account(request, why={"old": error_words("wrong_pin")[1]})
    if outcome.done:
        return await _account(request, CHANGED)
    return await _account(request, {"kind": "no", "text": _said(outcome.code)})


def _said(code: str) -> str:
    return error_words(HIDDEN.get(code, code))[1]


async def _account(
    request: web.Request, notice: dict[str, str] | None = None, why: dict[str, str] | None = None
) -> web.Response:
    who = await person(request)
    own = await request.app[DISPATCH].ask(lambda session: _own(session, request, who))
    context = {**shown(request, who, ""), **own, "why": why}
    if notice is not None:
        context["notice"] = notice
    return page(request, "account.html.j2", context)


def _own(session: Session, request: web.Request, who: Person) -> dict[str, Any]:
    now, here = request.app[DISPATCH].clock.now(), request[SIGNED_IN].ref
    term = session.exec(
        select(Grant.valid_to)
        .where(Grant.member_id == who.member_id, col(Grant.revoked_at).is_(None))
        .where(col(Grant.valid_to) > now)
        .order_by(col(Grant.valid_to))
    ).first()
    deputy = session.exec(
        select(Member.post, Deputy.valid_to)
        .join(Deputy, col(Deputy.deputy_id) == Member.id)
        .where(Deputy.member_id == who.member_id, col(Deputy.ended_at).is_(None))
        .where(Deputy.valid_from <= now, Deputy.valid_to > now)
    ).first()
    return {
        "term": f"至 {until_day(term)}" if term else None,
        "deputy": {"name": deputy[0] or "已委托", "until": until_day(deputy[1])}
        if deputy
        else None,
        "sessions": [
            {
                "id": it.ref,
                "device": it.device or "没有名称的设备",
                "since": moment(it.created_at),
                "last": moment(it.last_seen_at),
                "here": it.ref == here,
            }
            for it in open_sessions(session, who.member_id, now)
        ],
    }


routes = [
    web.get("/account", get_account),
    web.post("/account/sessions/revoke", post_revoke),
    web.post("/account/pin", post_pin),
]
