"""Appointing the personas (演示授权): the house opens, two officers grant every role, all bind."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlmodel import Session, select

from bot.demo.cast import Cast
from bot.demo.invented_staff import BY_NAME, PERSONAS, Persona
from bot.demo.rooms_and_units import ROOMS, UNITS
from core.members.add_member import AddMember
from core.members.add_room import AddRoom
from core.members.add_unit import AddUnit
from core.members.bind_member import BindMember
from core.members.codes import code_hash, new_code
from core.members.confirm_grant import ConfirmGrant
from core.members.init_house import InitHouse
from core.members.invite_member import InviteMember
from core.members.member import OFFICERS, ROOM_ROLES, Role
from core.members.pins import pin_digest
from core.members.propose_grant import ProposeGrant
from core.members.room import Room
from core.members.units import Unit
from core.principal import Principal

FIRST = ("administrator", "security")
TERM = timedelta(days=730)
FILED = "备案〔演示〕1号"


async def open_the_house(cast: Cast) -> None:
    """The first room and the first two officers, who bind at once."""
    codes = {persona: new_code() for persona in FIRST}
    command = InitHouse(
        room_name=ROOMS[0],
        administrator_code_hash=code_hash(codes["administrator"]),
        security_officer_code_hash=code_hash(codes["security"]),
        administrator_name=BY_NAME["administrator"].name,
        security_officer_name=BY_NAME["security"].name,
    )
    opened = (await cast.do(Principal.setup(), command)).data
    cast.members["administrator"] = opened["administrator"]
    cast.members["security"] = opened["security_officer"]
    await asyncio.gather(*(_bind(cast, BY_NAME[p], code) for p, code in codes.items()))


async def lay_out(cast: Cast) -> None:
    """The other rooms, then every unit under its room, whether the roster names it or not."""
    for name in ROOMS[1:]:
        await cast.do("administrator", AddRoom(name=name, short_name=f"{name[:2]}档"))
    rooms = await cast.dispatch.ask(lambda s: dict(s.exec(select(Room.name, Room.id)).all()))
    commands = [
        AddUnit(name=unit.name, room_id=rooms[unit.room] or 0, nature=unit.nature) for unit in UNITS
    ]
    await asyncio.gather(*(cast.do("administrator", command) for command in commands))


async def appoint_everyone(cast: Cast) -> None:
    """The other personas: written down, proposed, confirmed by the second officer, bound."""
    places = await cast.dispatch.ask(_places)
    others = [persona for persona in PERSONAS if persona.persona not in FIRST]
    await asyncio.gather(*(_appoint(cast, persona, places) for persona in others))


def _places(session: Session) -> dict[str, dict[str, int]]:
    """Each room and unit by name, as the scope of a grant."""
    rooms = session.exec(select(Room.name, Room.id)).all()
    units = session.exec(select(Unit.name, Unit.id)).all()
    return {
        **{name: {"unit_id": key or 0} for name, key in units},
        **{name: {"room_id": key or 0} for name, key in rooms},
    }


async def _appoint(cast: Cast, persona: Persona, places: dict[str, dict[str, int]]) -> None:
    seat = {} if persona.role in OFFICERS else places[persona.place]
    command = AddMember(number=persona.number, name=persona.name, post=persona.post, **seat)
    await cast.add(persona.persona, command)
    await _grant(cast, persona, _scope(persona, places))
    code = new_code()
    member_id = cast.members[persona.persona]
    invite = InviteMember(member_id=member_id, code_hash=code_hash(code))
    await cast.do("administrator", invite)
    await _bind(cast, persona, code)


def _scope(persona: Persona, places: dict[str, dict[str, int]]) -> dict[str, int]:
    """Officers act for the organisation; the minister approves for the first room."""
    if persona.role in OFFICERS:
        return {}
    if persona.persona == "authority":
        return places[ROOMS[0]]
    assert (persona.role in ROOM_ROLES) == (persona.place in ROOMS)
    return places[persona.place]


async def _grant(cast: Cast, persona: Persona, scope: dict[str, int]) -> None:
    ends = cast.dispatch.clock.now() + TERM if persona.role == Role.UNIT_CONTACT else None
    proposal = ProposeGrant(
        member_id=cast.members[persona.persona],
        role=persona.role,
        valid_to=ends,
        document=FILED,
        room_id=scope.get("room_id"),
        unit_id=scope.get("unit_id"),
    )
    grant = (await cast.do("administrator", proposal)).data["grant"]
    await cast.do("security", ConfirmGrant(grant_id=grant))


async def _bind(cast: Cast, persona: Persona, code: str) -> None:
    digest = await pin_digest(persona.pin, code)
    command = BindMember(code_hash=code_hash(code), pin_digest=digest)
    await cast.do(Principal.guest(), command)
