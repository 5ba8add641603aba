"""A small world for chats: one room, one unit, its people, one cadre with a dossier."""

from __future__ import annotations

from dataclasses import dataclass

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.members.member import Role
from core.requests.request import Request
from tests.support.chat import Chat, Shown
from tests.support.house import House

PERSONNEL = "组织人事干部，中共党员"


@dataclass(frozen=True, slots=True)
class World:
    """Who is there, by what they do."""

    house: House
    chat: Chat
    room: int
    unit: int
    contact: int
    leader: int
    head: int
    archivist: int
    volume: int

    async def apply(self, *, dossier: str = "GB-00001", second: str = "赵二") -> Shown:
        """The contact answers every question and submits; gives the last thing shown."""
        chat, who = self.chat, self.contact
        await chat.say(who, "申请查档")
        await chat.choose(who, "在室查阅")
        await chat.say(who, dossier)
        await chat.choose(who, "人才引进、培养、评选、推送")
        await chat.choose(who, "跳过")
        await chat.say(who, "李一")
        await chat.choose(who, PERSONNEL)
        if second:
            await chat.say(who, second)
            await chat.choose(who, PERSONNEL)
        else:
            await chat.choose(who, "没有第二位")
        await chat.choose(who, "全卷")
        return await chat.choose(who, "提交")

    def only_case(self) -> str:
        """The reference of the only case there is."""
        (case,) = self.house.all(Request)
        return case.ref


def a_world(house: House) -> World:
    room = house.add_room("组织部档案室")
    unit = house.add_unit(room, "市财政局")
    world = World(
        house=house,
        chat=Chat(house),
        room=room,
        unit=unit,
        contact=house.add_member(Role.UNIT_CONTACT, unit=unit),
        leader=house.add_member(Role.APPROVER, unit=unit),
        head=house.add_member(Role.HEAD, room=room),
        archivist=house.add_member(Role.ARCHIVIST, room=room),
        volume=a_dossier(house, room, unit, "GB-00001", "王小明"),
    )
    a_dossier(house, room, unit, "GB-00002", "孙无极", Secrecy.SECRET)
    return world


def a_dossier(
    house: House, room: int, unit: int, number: str, name: str, secrecy: str = Secrecy.NONE
) -> int:
    """A cadre of the unit with a dossier of one volume; gives the volume's id."""
    cadre = house.keep(Cadre(name=name, unit_id=unit, post="科长"))
    dossier = house.keep(Dossier(number=number, cadre_id=cadre, room_id=room, secrecy=secrecy))
    return house.keep(Volume(dossier_id=dossier))
