"""Who is signed in, as pages show it: masked name, role, room, and which places they may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from bot.replies.words import word
from bot.web.keys import DISPATCH, SIGNED_IN
from bot.web.pages.alarm import alarm_for
from core.masked import Masked
from core.members.member import OFFICERS, ROOM_ROLES, Member
from core.members.questions import Held, grants_of
from core.members.room import Room
from core.members.scope import Viewer
from core.members.units import Unit
from core.prepared import Prepared

NO_ROOM = "干部人事档案室"


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
        (member,) = _MEMBER(session, of_member=member_id)
        grants = grants_of(session, member_id, now)
        return Person(
            member_id=member_id,
            number=member.number,
            name=Masked(member.name),
            post=member.post,
            room=(member.own if member.room_id else member.over) or NO_ROOM,
            grants=grants,
            alarm=alarm_for(session, {held.role for held in grants}, now),
        )

    return await dispatch.glance(look)


_OWN, _OVER = aliased(Room), aliased(Room)
# Every page asks for it: the member, the room they stand in, and the room over their unit.
_MEMBER = Prepared(
    select(
        *(col(Member.number), col(Member.name), col(Member.post), col(Member.room_id)),
        *(col(_OWN.name).label("own"), col(_OVER.name).label("over")),
    )
    .join_from(Member, _OWN, col(_OWN.id) == col(Member.room_id), isouter=True)
    .outerjoin(Unit, col(Unit.id) == col(Member.unit_id))
    .outerjoin(_OVER, col(_OVER.id) == col(Unit.room_id))
    .where(col(Member.id) == bindparam("of_member"))
)


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
    if who.roles & (ROOM_ROLES | OFFICERS | {"approver", "unit_contact"}):
        found.append("desk")
    return [*found, "handbook"]
