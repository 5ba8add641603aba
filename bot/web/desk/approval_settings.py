"""How each room gives its approvals (签批方式): two officers change it, by a document."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.dates import moment
from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.desk.of_two import PageOfTwo, Pressed, agreed_to, decided
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from core.errors import NotFound
from core.members.approval_change import ApprovalChange
from core.members.decision_of_two import waiting
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
    return await decided(request, who, form, _pressed(form), HELD)


def _pressed(form: Posted) -> Pressed:
    of = agreed_to(form)
    if of is not None:
        agree = AgreeApprovalChange(change=of)
        return Pressed(agree, "同意改变签批方式。", "已同意，从现在起按新的方式签批。")
    if form.text("press") != "ask":
        raise NotFound
    asked = AskApprovalChange(
        room_id=form.number("room"),
        approval=form.text("approval"),
        document=form.text("document"),
    )
    return Pressed(asked, "提请改变签批方式。", "已提请，另一位管理员同意后生效。")


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    rooms = await request.app[DISPATCH].ask(lambda session: _rooms(session, who))
    choices = [{"id": code, "word": said} for code, said in words("approval_by").items()]
    context = {**desk_shown(request, who, "approval"), "rooms": rooms, "choices": choices}
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/approval.html.j2", context)


HELD = PageOfTwo(HERE, ("room", "approval", "document"), FIELDS, _page)


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
    here = ApprovalChange.room_id == room.id
    change = session.exec(waiting(ApprovalChange, here)).first()
    if change is None:
        return None
    return {
        "id": change.id,
        "word": word("approval_by", change.approval),
        "document": change.document,
        "at": moment(change.asked_at),
        "may_agree": change.asked_by != who.member_id,
    }
