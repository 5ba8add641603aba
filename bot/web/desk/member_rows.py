"""Members as the desk lists them (在册人员): one row per role held or waiting, names masked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from bot.replies.dates import until_day
from bot.replies.words import word
from bot.web.pages.person import Person
from core.masked import Masked
from core.members.member import Grant, Member, Role
from core.members.room import Room
from core.members.scope import visible
from core.members.units import Unit

MOST = 200


def member_rows(session: Session, who: Person, text: str, now: datetime) -> list[dict[str, Any]]:
    """Members within one's scope by a piece of number or name, with what one may do for each."""
    in_force = col(Grant.revoked_at).is_(None) & or_(
        col(Grant.valid_to).is_(None), col(Grant.valid_to) > now
    )
    statement: Any = (
        select(Member, Grant, col(Room.name), col(Unit.name))
        .outerjoin(Grant, (col(Grant.member_id) == col(Member.id)) & in_force)
        .outerjoin(Room, col(Room.id) == col(Grant.room_id))
        .outerjoin(Unit, col(Unit.id) == col(Grant.unit_id))
        .order_by(col(Grant.confirmed_at).is_not(None), col(Member.number), col(Grant.id))
        .limit(MOST)
    )
    if text:
        bears = or_(
            col(Member.number).contains(text, autoescape=True),
            col(Member.name).contains(text, autoescape=True),
        )
        statement = statement.where(bears)
    rows = session.execute(visible(statement, Member, who.viewer)).all()
    return [_row(who, *row) for row in rows]


def grant_said(session: Session, grant_id: int, member: Member) -> str:
    """Whose role it is, which, over what, until when, by which paper: what an officer agrees to."""
    grant = session.get(Grant, grant_id)
    if grant is None or grant.member_id != member.id:
        return f"{member.number} 的这一项身份"
    unit = session.get(Unit, grant.unit_id) if grant.unit_id else None
    room = session.get(Room, grant.room_id) if grant.room_id else None
    paper = f"，备案表 {grant.document}" if grant.document else ""
    said = f"{word('role', grant.role)}（{_scope(unit.name if unit else None, room.name if room else None)}）"
    return f"{Masked(member.name)}（{member.number}）{said}，{_term(grant)}{paper}"


def _scope(unit: str | None, room: str | None) -> str:
    return unit or room or "全市"


def _row(
    who: Person, member: Member, grant: Grant | None, room: str | None, unit: str | None
) -> dict[str, Any]:
    return {
        "number": member.number,
        "name": str(Masked(member.name)),
        "role": word("role", grant.role) if grant else "未授权",
        "scope": _scope(unit, room) if grant else "",
        "term": _term(grant),
        "state": _state(member, grant),
        "actions": _actions(who, member, grant),
    }


def _term(grant: Grant | None) -> str:
    if grant is None:
        return ""
    return f"至 {until_day(grant.valid_to)}" if grant.valid_to else "长期"


def _state(member: Member, grant: Grant | None) -> str:
    if not member.active:
        return "已停用"
    if grant is not None and grant.confirmed_at is None:
        return "待第二人同意"
    return "已绑定" if member.bound_at else "待绑定"


def _actions(who: Person, member: Member, grant: Grant | None) -> list[dict[str, str]]:
    """Buttons in the order of use; the core decides again when one is pressed."""
    own = member.id == who.member_id
    security = Role.SECURITY_OFFICER in who.roles
    officers = security or who.roles & {Role.ADMINISTRATOR, Role.AUDITOR}
    found = []
    if officers and not own and grant is not None and _waits_for(grant, who):
        found.append(("同意授权", f"confirm:{grant.id}"))
    if not member.bound_at and _may_invite(who, member):
        found.append(("发绑定码", "invite"))
    if security and member.bound_at and not own:
        found += [("重置密码", "reset"), ("强制下线", "sign_out")]
    if security and grant is not None and not own:
        found.append(("撤销授权", f"revoke:{grant.id}"))
    return [{"label": label, "token": token} for label, token in found]


def _waits_for(grant: Grant, who: Person) -> bool:
    return grant.confirmed_at is None and grant.proposed_by != who.member_id


def _may_invite(who: Person, member: Member) -> bool:
    if Role.ADMINISTRATOR in who.roles:
        return True
    return Role.HEAD in who.roles and member.unit_id is not None
