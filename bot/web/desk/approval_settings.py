"""How each room gives its approvals (签批方式): two officers change it, by a document."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.dates import moment
from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.desk.confirm import Ask, confirmed
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.command import Command
from core.errors import NotFound
from core.members.approval_change import ApprovalChange
from core.members.member import OFFICERS
from core.members.room import Room
from core.members.scope import visible
from core.members.set_approval import AgreeApprovalChange, AskApprovalChange

HERE = "/desk/approval"
FIELDS = {"approval": "请选一种签批方式。", "document": "请写明批准改动的文号，再点一次。"}


@admits(SIGNED)
async def get_approval_settings(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, OFFICERS))


@admits(SIGNED)
async def post_approval_settings(request: web.Request) -> web.Response:
    """Ask for a change, or agree to one that another officer asked for."""
    who, form = await person_with(request, OFFICERS), await posted(request)
    command, said, done = _command(form)
    names = ("room", "approval", "document")
    carry = tuple((name, form.text(name)) for name in names if form.text(name))
    ask = Ask(said, HERE, HERE, carry, "确认", form.text("press"))
    outcome = await confirmed(request, who, form, command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await _page(request, who, {"kind": "yes", "text": done})
    text = FIELDS.get(str(outcome.data.get("field"))) or sentence(outcome)
    return await _page(request, who, {"kind": "no", "text": text})


def _command(form: Posted) -> tuple[Command, str, str]:
    """The command, what its PIN is typed for, and what is said when it is done."""
    verb, _, of = form.text("press").partition(":")
    if verb == "agree" and of.isascii() and of.isdecimal() and len(of) < 10:
        return (
            AgreeApprovalChange(change=int(of)),
            "同意改变签批方式。",
            "已同意，从现在起按新的方式签批。",
        )
    if verb != "ask":
        raise NotFound
    asked = AskApprovalChange(
        room_id=form.number("room"),
        approval=form.text("approval"),
        document=form.text("document"),
    )
    return asked, "提请改变签批方式。", "已提请，另一位管理员同意后生效。"


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    rooms = await request.app[DISPATCH].ask(lambda session: _rooms(session, who))
    choices = [{"id": code, "word": said} for code, said in words("approval_by").items()]
    context = {**desk_shown(request, who, "approval"), "rooms": rooms, "choices": choices}
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/approval.html.j2", context)


def _rooms(session: Session, who: Person) -> list[dict[str, Any]]:
    rows: Any = visible(select(Room).order_by(col(Room.id)), Room, who.viewer)
    return [
        {
            "id": room.id,
            "name": room.name,
            "approval": room.approval,
            "word": word("approval_by", room.approval),
            "waiting": _waiting(session, room, who),
        }
        for room in session.scalars(rows).all()
    ]


def _waiting(session: Session, room: Room, who: Person) -> dict[str, Any] | None:
    change = session.scalars(
        select(ApprovalChange).where(
            col(ApprovalChange.room_id) == room.id,
            col(ApprovalChange.agreed_at).is_(None),
            col(ApprovalChange.dropped_at).is_(None),
        )
    ).first()
    if change is None:
        return None
    return {
        "id": change.id,
        "word": word("approval_by", change.approval),
        "document": change.document,
        "at": moment(change.asked_at),
        "may_agree": change.asked_by != who.member_id,
    }
