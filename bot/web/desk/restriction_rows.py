"""Rows of holds and bars (限制登记各行): those in force, with what this person may do about each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.dates import full_day
from bot.web.pages.person import Person
from core.holdings.dossier import Dossier
from core.holdings.hold import Hold
from core.masked import Masked
from core.members.barred import Barred
from core.members.member import Member, Role
from core.members.room import Room


def rooms_headed(session: Session, who: Person) -> list[dict[str, Any]]:
    """The rooms whose head this is: only a head enters anything."""
    rows = session.scalars(select(Room).where(col(Room.id).in_(_headed(who)))).all()
    return [{"id": room.id, "word": room.name} for room in rows]


def hold_rows(session: Session, who: Person) -> list[dict[str, Any]]:
    statement: Any = (
        select(Hold, Dossier)
        .join(Dossier, col(Dossier.id) == col(Hold.dossier_id))
        .where(col(Hold.lifted_at).is_(None))
        .order_by(col(Hold.id).desc())
    )
    if not _sees_all(who):
        statement = statement.where(col(Dossier.room_id).in_(_headed(who)))
    return [
        {
            "id": hold.id,
            "dossier": dossier.number,
            "organ": hold.organ,
            "document": hold.document,
            "term": _term(hold),
            "until": hold.until.isoformat() if hold.until else "",
            **_standing(hold, hold.placed_by, who, head=dossier.room_id in _headed(who)),
        }
        for hold, dossier in session.execute(statement).all()
    ]


def bar_rows(session: Session, who: Person) -> list[dict[str, Any]]:
    statement: Any = (
        select(Barred, Member, col(Dossier.number))
        .outerjoin(Member, col(Member.id) == col(Barred.member_id))
        .outerjoin(Dossier, col(Dossier.id) == col(Barred.dossier_id))
        .where(col(Barred.lifted_at).is_(None))
        .order_by(col(Barred.id).desc())
    )
    if not _sees_all(who):
        statement = statement.where(col(Barred.room_id).in_(_headed(who)))
    return [
        {
            "id": bar.id,
            "who": f"{Masked(member.name)}　{member.number}" if member else str(Masked(bar.name)),
            "kind": _kind(bar),
            "scope": number or "本室全部档案",
            "document": bar.document,
            "term": _term(bar),
            **_standing(bar, bar.entered_by, who, head=bar.room_id in _headed(who)),
        }
        for bar, member, number in session.execute(statement).all()
    ]


def _kind(bar: Barred) -> str:
    if bar.member_id is not None:
        return "不得经手"
    return "不得查阅该档案" if bar.dossier_id is not None else "取消查阅资格"


def _term(row: Hold | Barred) -> str:
    until = f"至 {full_day(row.until)}" if row.until else "起，未定期限"
    return f"{full_day(row.since)}{until}"


def _standing(row: Hold | Barred, by: int, who: Person, *, head: bool) -> dict[str, Any]:
    """Where it stands, and which of its presses are this person's."""
    if row.lift_document:
        agrees = row.lift_asked_by != who.member_id
        state = f"待另一位同意解除（{row.lift_document}）"
        return _may(state, row.lift_document, agree=agrees)
    confirms = row.confirmed_by is None and by != who.member_id
    state = "有效" if row.confirmed_by else "有效，待另一位核对文件"
    return _may(state, "", confirm=confirms, lift=head)


def _may(state: str, lift_document: str, **may: bool) -> dict[str, Any]:
    allowed = {name: may.get(name, False) for name in ("confirm", "lift", "agree")}
    return {"state": state, "lift_document": lift_document, "may": allowed}


def _headed(who: Person) -> set[int]:
    return {h.room_id for h in who.grants if h.role == Role.HEAD and h.room_id is not None}


def _sees_all(who: Person) -> bool:
    return Role.SECURITY_OFFICER in who.roles
