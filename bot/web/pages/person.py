"""Who is signed in, as pages show it: masked name, role, room, and which places they may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.words import word
from bot.web.keys import DISPATCH, SIGNED_IN
from bot.web.pages.alarm import alarm_for
from core.masked import Masked
from core.members.member import OFFICERS, ROOM_ROLES, Member
from core.members.questions import Held, grants_of
from core.members.room import Room
from core.members.scope import Viewer
from core.members.units import Unit


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in member with their grants of this moment."""

    member_id: int
    number: str
    name: Masked
    post: str
    room: str
    grants: tuple[Held, ...]
    # What does not run (pages/alarm.py); empty when all does.
    alarm: str = ""

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.member_id, self.grants)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(held.role for held in self.grants)

    @property
    def role_word(self) -> str:
        own = [held.role for held in self.grants if held.on_behalf_of is None]
        return word("role", own[0]) if own else "未授权"

    @property
    def rooms(self) -> frozenset[int]:
        """Rooms whose counter this member stands at."""
        return frozenset(
            held.room_id
            for held in self.grants
            if held.role in ROOM_ROLES and held.unit_id is None and held.room_id is not None
        )

    @property
    def home(self) -> str:
        """Where this member begins."""
        if self.roles & OFFICERS:
            return "/desk/members"
        return "/counter" if "archivist" in self.roles else "/chat"


async def person(request: web.Request) -> Person:
    """The member behind this request."""
    dispatch, member_id = request.app[DISPATCH], request[SIGNED_IN].member_id
    now = dispatch.clock.now()

    def look(session: Session) -> Person:
        member = session.exec(select(Member).where(Member.id == member_id)).one()
        grants = grants_of(session, member_id, now)
        return Person(
            member_id=member_id,
            number=member.number,
            name=Masked(member.name),
            post=member.post,
            room=_room_of(session, member),
            grants=grants,
            alarm=alarm_for(session, {held.role for held in grants}, now),
        )

    return await dispatch.ask(look)


def _room_of(session: Session, member: Member) -> str:
    if member.room_id is not None:
        statement = select(Room.name).where(Room.id == member.room_id)
    else:
        statement = (
            select(Room.name)
            .join(Unit, col(Unit.room_id) == Room.id)
            .where(Unit.id == member.unit_id)
        )
    return session.exec(statement).first() or "干部人事档案室"


def shown(request: web.Request, who: Person, place: str) -> dict[str, Any]:
    """The context that every signed-in page shares."""
    return {
        "csrf": request[SIGNED_IN].csrf,
        "room": {"name": who.room},
        "me": {"name": str(who.name), "role": who.role_word},
        "place": place,
        "places": places(who),
        "alarm": who.alarm,
    }


def places(who: Person) -> list[str]:
    """The entries of the navigation that open something for this member."""
    found = ["chat"]
    if "archivist" in who.roles:
        found.append("counter")
    if who.roles & (ROOM_ROLES | OFFICERS | {"approver"}):
        found.append("desk")
    return [*found, "handbook"]
