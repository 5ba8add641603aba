"""Steps for members (人员办理): enter, ask for a role, agree, revoke, reset, sign out elsewhere."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session, col, func, select

from bot.web.access import SIGNED, admits
from bot.web.desk.confirm import Ask, confirmed, sure_page
from bot.web.desk.entered_member import Wanted, complaints, wanted_of
from bot.web.desk.member_rows import grant_said
from bot.web.desk.members import members_page
from bot.web.desk.shared import MEMBERS, person_with
from bot.web.forms.invitation import invite, member_numbered, reset
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.command import Command
from core.errors import NotFound
from core.members.add_member import AddMember
from core.members.confirm_grant import ConfirmGrant
from core.members.member import OFFICERS, Member
from core.members.open_sessions import open_sessions
from core.members.propose_grant import ProposeGrant
from core.members.revoke_grant import RevokeGrant
from core.members.revoke_session import RevokeSession
from core.outcome import Outcome


@admits(SIGNED)
async def post_members(request: web.Request) -> web.Response:
    """Enter someone new (and print the invitation), or ask for a role for someone entered."""
    who, form = await person_with(request, OFFICERS), await posted(request)
    wanted, now = wanted_of(form), request.app[DISPATCH].clock.now()
    why = complaints(form, wanted, now)
    if form.text("do") != "propose" and not form.text("name"):
        why["name"] = "请填姓名"
    if why:
        return await members_page(request, who, draft=dict(form.fields), why=why)
    if form.text("do") == "propose":
        return await _propose_for_known(request, who, form, wanted)
    return await _enter(request, who, form, wanted)


async def _enter(request: web.Request, who: Person, form: Posted, wanted: Wanted) -> web.Response:
    number = form.text("number") or await _next_number(request)
    add = AddMember(
        number=number, name=form.text("name"), unit_id=wanted.unit_id, room_id=wanted.room_id
    )
    added = await _do(request, add, form.key_of("add"))
    if not added.done:
        why = {"number": sentence(added)} if added.code == "taken" else {"name": sentence(added)}
        return await members_page(request, who, draft=dict(form.fields), why=why)
    proposed = await _propose(request, form, wanted, int(added.data["member"]))
    if not proposed.done:
        text = f"已登记 {number}，但身份没有提请成：{sentence(proposed)}"
        return await members_page(request, who, notice={"kind": "no", "text": text})
    member = await member_numbered(request, who, number)
    return await invite(request, who, form, member)


async def _propose_for_known(
    request: web.Request, who: Person, form: Posted, wanted: Wanted
) -> web.Response:
    try:
        member = await member_numbered(request, who, form.text("number"))
    except NotFound:
        why = {"known": "没有这个编号的人员"}
        return await members_page(request, who, draft=dict(form.fields), why=why)
    outcome = await _propose(request, form, wanted, member.id or 0)
    return await _told(request, who, outcome, "已提请授权，等另一位管理员同意。")


async def _propose(request: web.Request, form: Posted, wanted: Wanted, member_id: int) -> Outcome:
    command = ProposeGrant(
        member_id=member_id,
        role=wanted.role,
        room_id=wanted.room_id,
        unit_id=wanted.unit_id,
        valid_to=wanted.valid_to,
        document=wanted.document,
    )
    return await _do(request, command, form.key_of("propose"))


@admits(SIGNED)
async def post_member(request: web.Request) -> web.Response:
    """A button in someone's row."""
    who, form = await person_with(request, MEMBERS), await posted(request)
    member = await member_numbered(request, who, request.match_info["number"])
    verb, _, of = form.text("press").partition(":")
    if verb == "invite":
        return await invite(request, who, form, member)
    if verb == "reset":
        return await reset(request, who, form, member)
    if verb == "sign_out":
        return await _sign_out(request, who, form, member)
    if verb not in ("confirm", "revoke") or not of.isdecimal() or len(of) > 9:
        raise NotFound
    return await _grant_press(request, who, form, member, verb, int(of))


async def _grant_press(
    request: web.Request, who: Person, form: Posted, member: Member, verb: str, grant_id: int
) -> web.Response:
    here = f"/desk/members/{member.number}"
    what = await request.app[DISPATCH].ask(lambda session: grant_said(session, grant_id, member))
    if verb == "revoke" and form.text("sure") != "yes":
        action = f"撤销 {what}。撤销后要重新授权，须两位管理员办理。"
        ask = Ask(action, here, "/desk/members", label="撤销授权", press=form.text("press"))
        return sure_page(request, who, ask)
    if verb == "revoke":
        outcome = await _do(request, RevokeGrant(grant_id=grant_id), form.key_of("do"))
        return await _told(request, who, outcome, f"已撤销 {member.number} 的这一项授权。")
    action = f"同意授予 {what}。请对照备案表核对。"
    ask = Ask(action, here, "/desk/members", press=form.text("press"), label="同意授权")
    agreed = await confirmed(request, who, form, ConfirmGrant(grant_id=grant_id), ask)
    if isinstance(agreed, web.Response):
        return agreed
    return await _told(request, who, agreed, f"已同意，{member.number} 的身份即时生效。")


async def _sign_out(
    request: web.Request, who: Person, form: Posted, member: Member
) -> web.Response:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    sessions = await dispatch.ask(lambda session: open_sessions(session, member.id or 0, now))
    ended = 0
    for it in sessions:
        ended += (await _do(request, RevokeSession(session=it.ref), form.key_of(it.ref))).done
    text = f"{member.number} 有 {ended} 处登录已退出。" if ended else "现在没有登录，不需要退出。"
    return await members_page(request, who, notice={"kind": "yes", "text": text})


async def _told(request: web.Request, who: Person, outcome: Outcome, text: str) -> web.Response:
    kind, said = ("yes", text) if outcome.done else ("no", sentence(outcome))
    return await members_page(request, who, notice={"kind": kind, "text": said})


async def _next_number(request: web.Request) -> str:
    def look(session: Session) -> int:
        return session.exec(select(func.max(col(Member.id)))).one() or 0

    return f"RY{await request.app[DISPATCH].ask(look) + 1:04d}"


async def _do(request: web.Request, command: Command, key: str) -> Outcome:
    return await request.app[DISPATCH](request[PRINCIPAL], command, key)
