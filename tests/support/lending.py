"""一间能借阅的档案室 / A room that lends: people, dossiers, and cases played to a state by commands."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from core.custody.check_return import CheckReturn
from core.custody.hand_over import HandOver
from core.custody.see_volume import SeeLabel
from core.custody.take_back import TakeBack
from core.holdings.cadre import Authority, Cadre
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.members.member import Role
from core.members.room import Room
from core.outcome import Outcome
from core.requests.approve import ApproveRequest
from core.requests.identify_reader import IdentifyReader
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.line import Line
from core.requests.make_ready import MakeReady
from core.requests.open_case import PresentCode
from core.requests.print_form import PrintForm
from core.requests.request import Request
from core.requests.sight_form import SightForm
from core.requests.submit_request import NamedReader, SubmitRequest
from tests.support.house import House

LENDING_REASON = "专案核查"
TWO = (
    NamedReader(name="李一", is_personnel=True, is_party_member=True),
    NamedReader(name="赵二", is_personnel=True, is_party_member=True),
)
EVIDENCE = ("code", "label", "form", "card_1", "card_2")
BEFORE_READY = ("submitted", "unit_signed", "room_reviewed", "authority_approved", "ready")
AFTERWARDS = ("out", "returned", "closed")


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier that was put on its shelf: its number and its volumes' labels."""

    number: str
    labels: tuple[str, ...]


class Lending:
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
        self._codes = itertools.count(1)
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

    # -- steps ---------------------------------------------------------------------------------

    async def print_form(self, ref: str) -> Outcome:
        return await self.house.do(self.contact, PrintForm(request=ref))

    async def approve(self, ref: str, who: int, step: str, **how: Any) -> Outcome:
        """Approve the request as it now stands."""
        version = self.request(ref).version
        command = ApproveRequest(request=ref, step=step, seen_version=version)
        return await self.house.do(who, command, **how)

    async def unit_sign(self, ref: str) -> Outcome:
        await self.print_form(ref)
        return await self.approve(ref, self.leader, "unit_sign")

    async def room_review(self, ref: str) -> Outcome:
        return await self.approve(ref, self.head, "room_review")

    async def authority_approve(self, ref: str) -> Outcome:
        return await self.approve(ref, self.authority, "authority_approve")

    async def make_ready(self, ref: str) -> Outcome:
        version = self.request(ref).version
        return await self.house.do(self.archivist, MakeReady(request=ref, seen_version=version))

    async def issue(self, ref: str, carrier: str = "screen") -> str:
        """A new collection code; gives the code itself."""
        code = f"CODE{next(self._codes):08d}"
        command = IssueCollectionCode(request=ref, carrier=carrier, code_hash=hash_code(code))
        outcome = await self.house.do(self.contact, command)
        assert outcome.done, outcome
        return code

    async def present(self, code: str) -> Outcome:
        return await self.house.do(self.archivist, PresentCode(code_hash=hash_code(code)))

    async def sight(self, ref: str, **ticks: bool) -> Outcome:
        seen = {"signed": True, "sealed": True, "dated": True, "matches": True} | ticks
        return await self.house.do(self.archivist, SightForm(request=ref, **seen))

    async def identify(self, ref: str, ordinal: int) -> Outcome:
        card = IdentifyReader(
            request=ref, ordinal=ordinal, card_kind="work_and_id", card_last4="002X"
        )
        return await self.house.do(self.archivist, card)

    async def see(self, label: str) -> Outcome:
        return await self.house.do(self.archivist, SeeLabel(label=label))

    async def show_evidence(self, ref: str, *, without: str = "", labels: Any = ()) -> None:
        """Everything that a hand-over needs, but one."""
        if without != "code":
            await self.present(await self.issue(ref))
        if without != "label":
            for label in labels or self.labels(ref):
                await self.see(label)
        if without != "form":
            await self.sight(ref)
        for ordinal in (1, 2):
            if without != f"card_{ordinal}":
                await self.identify(ref, ordinal)

    async def hand_over(self, ref: str, *labels: str) -> Outcome:
        version = self.request(ref).version
        command = HandOver(request=ref, labels=labels or self.labels(ref), seen_version=version)
        return await self.house.do(self.archivist, command)

    async def take_back(self, label: str, **when: Any) -> Outcome:
        return await self.house.do(self.archivist, TakeBack(label=label, **when))

    async def check(self, label: str, **count: Any) -> Outcome:
        counted = {"returner": "李一", "agrees": True} | count
        return await self.house.do(self.archivist, CheckReturn(label=label, **counted))


async def a_case(world: Lending, state: str, application: SubmitRequest | None = None) -> str:
    """A new case played up to this state; gives its reference.

    `authority_approved` needs a cadre whose custody authority asks for it; `out` has every
    volume handed over.
    """
    outcome = await world.house.do(world.contact, application or world.application())
    assert outcome.done, outcome
    ref: str = outcome.data["ref"]
    for step in _way_to(state, world.request(ref).authority_needed):
        done = await getattr(world, step)(ref)
        assert done.done, (step, done)
    if state in AFTERWARDS:
        await _afterwards(world, ref, state)
    return ref


def _way_to(state: str, authority_needed: bool) -> list[str]:
    steps = ["unit_sign", "room_review", "authority_approve", "make_ready"]
    if state not in AFTERWARDS:
        steps = steps[: BEFORE_READY.index(state)]
    return [step for step in steps if authority_needed or step != "authority_approve"]


async def _afterwards(world: Lending, ref: str, state: str) -> None:
    await world.show_evidence(ref)
    given = await world.hand_over(ref)
    assert given.done, given
    for label in world.labels(ref):
        if state in ("returned", "closed"):
            assert (await world.take_back(label)).done
        if state == "closed":
            assert (await world.check(label)).done
