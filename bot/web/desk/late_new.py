"""Entering something late (录入补录): one form per kind, from the register page to a waiting entry."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.desk.late_application import READERS
from bot.web.desk.late_entry_page import entry_page
from bot.web.desk.late_form import TICKS, written
from bot.web.desk.late_written import Written
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.purpose_words import in_short
from bot.web.told import sentence
from core.clock import local_date
from core.errors import NotFound
from core.masked import mask_name
from core.members.member import ROOM_ROLES, Grant, Member, Role
from core.members.room import Room
from core.members.units import Unit
from core.outage.late_entry import LateKind
from core.outcome import Outcome
from core.requests.approve import APPROVAL_STEPS
from core.requests.reserved_number import open_numbers

FIELDS = {
    "reserved": "这个预留编号已用过或已作废，请核对表上的编号。",
    "signed_at": "签字时间应在填表以后，并按签批次序。",
    "signatures": "每个环节只能有一次签批。",
    "returner": "请写明谁送还。",
    "back_at": "归还应在出库以后，请核对。",
    "page": "登记册页请写短一些，40 字以内。",
    "readers": "查阅人姓名请照表填写。",
    "mode": "请选方式。",
    "acted_by": "这位同志当时还不是本室工作人员，请重选。",
    "channel": "当时您还不是本室档案管理员，请由当时的管档员录入。",
}


@admits(SIGNED)
async def get_late_new(request: web.Request) -> web.Response:
    """`?kind=hand_over|return|pause|application`"""
    who, kind = await person_with(request, ROOM_STAFF), request.query.get("kind", "")
    if not kind:  # the address of a form that was sent, loaded once more
        raise web.HTTPSeeOther("/desk/outage")
    return await _form(request, who, _kind(kind), {}, {})


@admits(SIGNED)
async def post_late_new(request: web.Request) -> web.Response:
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    kind, dispatch = _kind(form.text("kind")), request.app[DISPATCH]
    read: Written = await dispatch.ask(lambda session: written(session, form, who.rooms, kind))
    if read.why or read.command is None:
        return await _form(request, who, kind, dict(form.fields), read.why)
    outcome = await dispatch(request[PRINCIPAL], read.command, form.key_of("enter"))
    if not outcome.done:
        why = _told(outcome, form)
        return await _form(request, who, kind, dict(form.fields), why)
    return await entry_page(request, who, str(outcome.data["entry"]), notice=_expected(outcome))


def _kind(text: str) -> str:
    if text not in set(LateKind):
        raise NotFound
    return text


def _told(outcome: Outcome, form: Posted) -> dict[str, str]:
    field = str(outcome.data.get("field", ""))
    if outcome.code == "not_found":
        return {
            "case" if form.text("case") else "dossier": "本室没有这份档案，或这一件没有申请这一卷。"
        }
    return {field or "": FIELDS.get(field, sentence(outcome))}


def _expected(outcome: Outcome) -> dict[str, Any]:
    """What the entry will become, so that a slip of the pen is seen before anybody confirms it."""
    if outcome.data["mismatch"]:
        said = word("late_mismatch", outcome.data["mismatch"])
        text = f"已录入，但与系统记录不符：{said}。填错的请撤回重录；纸面确实如此的，请另一位同志核对后交负责人。"
        return {"kind": "ask", "text": text}
    if outcome.data["laws"]:
        count = len(outcome.data["laws"])
        text = f"已录入。按当时的情况，有 {count} 条规定对不上：核对后照实登记，并交负责人处理。"
        return {"kind": "ask", "text": text}
    return {"kind": "yes", "text": "已录入，还没有登记。请另一位同志拿着纸面核对确认。"}


async def _form(
    request: web.Request, who: Person, kind: str, draft: dict[str, str], why: dict[str, str]
) -> web.Response:
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())
    purposes = dispatch.law.book.purposes
    context = {
        **desk_shown(request, who, "outage"),
        "kind": kind,
        "title": word("late_kind", kind),
        "draft": {"day": today.isoformat(), **draft},
        "today": today.isoformat(),
        "why": why,
        "ticks": TICKS,
        "readers": range(1, READERS + 1),
        "modes": [{"id": code, "word": said} for code, said in words("mode").items()],
        "purposes": [{"id": code, "word": in_short(it.title)} for code, it in purposes.items()],
        "steps": [{"id": step.value, "word": word("step", step)} for step in APPROVAL_STEPS],
        **await dispatch.ask(lambda session: _choices(session, who)),
    }
    return page(request, "desk/late_new.html.j2", context, status=422 if why else 200)


def _choices(session: Session, who: Person) -> dict[str, Any]:
    """Numbers, units, signers and lending reasons of one's rooms."""
    rooms = list(who.rooms)
    numbers = [row.number for room in rooms for row in open_numbers(session, room)]
    numbers.sort()  # as one looks for the one on the form
    units: Any = (
        select(col(Unit.id), col(Unit.name))
        .where(col(Unit.room_id).in_(rooms))
        .order_by(col(Unit.name))
    )
    reasons = session.scalars(
        select(col(Room.lending_reasons)).where(col(Room.id).in_(rooms))
    ).all()
    listed = dict.fromkeys(reason for each in reasons for reason in each.split("、") if reason)
    return {
        "numbers": [{"id": number, "word": number} for number in numbers],
        "units": [{"id": key, "word": name} for key, name in session.execute(units).all()],
        "lending_reasons": [{"id": reason, "word": reason} for reason in listed],
        "signers": _signers(session, rooms),
        "staff": _staff(session, who, rooms),
    }


def _staff(session: Session, who: Person, rooms: list[int]) -> list[dict[str, Any]]:
    """Colleagues who may have stood at the window that day; the core looks at that day's roles."""
    rows: Any = session.execute(
        select(col(Member.id), col(Member.number), col(Member.post), col(Member.name))
        .join(Grant, col(Grant.member_id) == col(Member.id))
        .where(
            col(Grant.role).in_(ROOM_ROLES),
            col(Grant.room_id).in_(rooms),
            col(Grant.confirmed_at).is_not(None),
            col(Member.id) != who.member_id,
        )
        .distinct()
        .order_by(col(Member.id))
    ).all()
    return [
        {"id": key, "word": f"{post or number}　{mask_name(name)}"}
        for key, number, post, name in rows
    ]


def _signers(session: Session, rooms: list[int]) -> list[dict[str, Any]]:
    """Leaders of the rooms' units, heads and those who approve for the rooms; the core looks again."""
    rows: Any = session.execute(
        select(col(Member.id), col(Member.post), col(Member.name), col(Unit.name), col(Grant.role))
        .join(Grant, col(Grant.member_id) == col(Member.id))
        .outerjoin(Unit, col(Unit.id) == col(Grant.unit_id))
        .where(
            col(Grant.role).in_([Role.APPROVER, Role.HEAD]),
            col(Grant.confirmed_at).is_not(None),
            col(Grant.room_id).in_(rooms)
            | col(Unit.room_id).in_(rooms)
            | (col(Grant.room_id).is_(None) & col(Grant.unit_id).is_(None)),
        )
        .order_by(col(Unit.name), col(Member.id))
    ).all()
    return [
        {
            "id": key,
            "word": "　".join(p for p in (unit, post or word("role", role), mask_name(name)) if p),
        }
        for key, post, name, unit, role in rows
    ]
