"""一间能借阅的档案室 / A room that lends: its people, its dossiers, what one can look up in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from core.holdings.cadre import Authority, Cadre
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.members.member import Role
from core.members.room import Room
from core.outcome import Outcome
from core.requests.line import Line
from core.requests.request import Request
from core.requests.submit_request import NamedReader, SubmitRequest
from tests.support.house import House

LENDING_REASON = "专案核查"
TWO = (
    NamedReader(name="李一", is_personnel=True, is_party_member=True),
    NamedReader(name="赵二", is_personnel=True, is_party_member=True),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier that was put on its shelf: its number and its volumes' labels."""

    number: str
    labels: tuple[str, ...]


class LendingRoom:
    """One room, one unit, everybody who takes a step, and a dossier GB-00001 of one volume."""

    def __init__(self, house: House) -> None:
        self.house = house
        room = Room(name="组织部档案室", short_name="组档", lending_reasons=LENDING_REASON)
        self.room = house.keep(room)
        self.unit = house.add_unit(self.room, "市财政局")
        self.contact = house.add_member(Role.UNIT_CONTACT, unit=self.unit)
        self.leader = house.add_member(Role.APPROVER, unit=self.unit)
        self.archivist = house.add_member(Role.ARCHIVIST, room=self.room)
        self.head = house.add_member(Role.HEAD, room=self.room)
        self.authority = house.add_member(Role.APPROVER, room=self.room)
        self.kept = self.shelve("GB-00001")

    def shelve(
        self,
        number: str,
        *,
        volumes: int = 1,
        name: str = "王小明",
        unit: int | None = None,
        secrecy: str = Secrecy.NONE,
        authority: str = Authority.DEPARTMENTAL,
        member: int | None = None,
    ) -> Kept:
        """A cadre with a dossier of some original volumes."""
        keep = self.house.keep
        unit_id = unit or self.unit
        cadre = Cadre(name=name, unit_id=unit_id, custody_authority=authority, member_id=member)
        dossier_id = keep(
            Dossier(number=number, cadre_id=keep(cadre), room_id=self.room, secrecy=secrecy)
        )
        shelved = [keep(Volume(dossier_id=dossier_id, ordinal=n)) for n in range(1, volumes + 1)]
        return Kept(number, tuple(self.house.get(Volume, v).label for v in shelved))

    def application(self, **changes: Any) -> SubmitRequest:
        """An application in order, with some of its fields changed."""
        asked = SubmitRequest(
            unit_id=self.unit,
            dossier=self.kept.number,
            mode="consult",
            purpose="personnel_work",
            purpose_detail="职级晋升",
            readers=TWO,
        )
        return replace(asked, **changes)

    def lend(self, **changes: Any) -> SubmitRequest:
        """An application to borrow, in order."""
        return self.application(mode="lend", lending_reason=LENDING_REASON, **changes)

    async def submit(self, **changes: Any) -> Outcome:
        return await self.house.do(self.contact, self.application(**changes))

    # -- looking -------------------------------------------------------------------------------

    def request(self, ref: str) -> Request:
        with self.house.looking() as session:
            return session.exec(select(Request).where(Request.ref == ref)).one()

    def labels(self, ref: str) -> tuple[str, ...]:
        with self.house.looking() as session:
            rows = select(Volume.label).join(Line, col(Line.volume_id) == Volume.id)
            of_case = rows.join(Request, col(Request.id) == Line.request_id)
            return tuple(session.exec(of_case.where(Request.ref == ref)).all())

    def line_states(self, ref: str) -> list[str]:
        number = self.request(ref).id
        return [line.state for line in self.house.all(Line) if line.request_id == number]
