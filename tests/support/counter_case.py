"""A case on its way to the counter: submitted, signed, reviewed, made ready, its code shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.channels.webchat.collection import issue_code
from core.command import Command
from core.custody.count_before import CountBefore
from core.custody.hand_over import HandOver
from core.custody.pack_for_loan import PackForLoan
from core.custody.see_volume import SeeLabel
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume, new_label
from core.members.member import Member, Role
from core.principal import Principal
from core.requests.approve import ApproveRequest
from core.requests.case import Case
from core.requests.case_view import case_view
from core.requests.identify_reader import IdentifyReader
from core.requests.issue_collection_code import hash_code
from core.requests.make_ready import MakeReady
from core.requests.open_case import PresentCode
from core.requests.print_form import PrintForm
from core.requests.reader import Reader
from core.requests.request import Mode, Request
from core.requests.sight_form import SightForm
from core.requests.submit_request import NamedReader, SubmitRequest
from tests.support.house import House

READERS = (
    NamedReader(name="周文启", is_personnel=True, is_party_member=True),
    NamedReader(name="陆知行", is_personnel=True, is_party_member=True),
)


TICKS = ("signed", "sealed", "dated", "matches", "party_certified", "avoidance_signed")


@dataclass(frozen=True, slots=True)
class Staff:
    """One room, one unit, and the people of a case."""

    house: House
    room: int
    unit: int
    contact: int
    leader: int
    head: int
    archivist: int

    async def submit(self, dossier: str, **more: object) -> str:
        """The reference of a new request for this dossier."""
        asked: dict[str, Any] = {
            "mode": "consult",
            "purpose": "personnel_work",
            "purpose_detail": "任前考察",
        }
        asked |= {"unit_id": self.unit, "dossier": dossier, "readers": READERS, **more}
        outcome = await self.house.do(self.contact, SubmitRequest(**asked))
        assert outcome.done, outcome
        return str(outcome.data["ref"])

    async def signed(self, ref: str) -> None:
        """Printed, signed by the unit's leader, reviewed by the head."""
        await self.house.do(self.contact, PrintForm(request=ref))
        for who, step in ((self.leader, "unit_sign"), (self.head, "room_review")):
            seen = self.case(ref).version
            outcome = await self.house.do(
                who, ApproveRequest(request=ref, step=step, seen_version=seen)
            )
            assert outcome.done, outcome

    async def ready(self, dossier: str, **more: object) -> str:
        """A case whose volumes lie ready."""
        ref = await self.submit(dossier, **more)
        await self.signed(ref)
        seen = self.case(ref).version
        outcome = await self.house.do(self.archivist, MakeReady(request=ref, seen_version=seen))
        assert outcome.done, outcome
        return ref

    async def out(self, dossier: str, **more: object) -> str:
        """A case whose volumes were all handed over on full evidence."""
        ref = await self.ready(dossier, **more)
        labels = tuple(self.labels(ref))
        code = hash_code(await self.code(ref))
        ticks = dict.fromkeys(TICKS, True)
        evidence = [
            PresentCode(code_hash=code),
            *(SeeLabel(label=label) for label in labels),
            SightForm(request=ref, **ticks),
            *(
                IdentifyReader(request=ref, ordinal=n, card_kind="work_and_id", card_last4="002X")
                for n in (1, 2)
            ),
        ]
        for command in (*evidence, *self._leaving(ref, labels)):
            assert (await self.house.do(self.archivist, command)).done, command
        seen = self.case(ref).version
        given = HandOver(request=ref, labels=labels, seen_version=seen)
        outcome = await self.house.do(self.archivist, given)
        assert outcome.done, outcome
        return ref

    def _leaving(self, ref: str, labels: tuple[str, ...]) -> list[Command]:
        """A loan goes in a sealed bag with two carriers; what is read here is counted out."""
        if self.case(ref).mode == Mode.LEND:
            return [PackForLoan(request=ref, bag="D0001", way="unit_vehicle", carriers=(1, 2))]
        return [
            CountBefore(request=ref, label=label, reader=1, pieces=12, pages=30) for label in labels
        ]

    async def code(self, ref: str, carrier: str = "screen") -> str:
        """A collection code as the readers bring it."""
        contact = Principal.member(self.contact, "webchat")
        issued = await issue_code(self.house.dispatch, contact, ref, carrier)
        assert issued is not None
        return issued[0]

    async def rename_reader(self, ref: str, ordinal: int, name: str) -> None:
        """As if the form had named someone else from the start."""
        house, line = self.house, self.case(ref)
        (reader,) = [
            r
            for r in house.all(Reader)
            if r.ordinal == ordinal and house.get(Request, r.request_id).ref == line.ref
        ]
        reader.name = name
        house.keep(reader)

    def member_name(self, member_id: int) -> str:
        return self.house.get(Member, member_id).name

    def case(self, ref: str) -> Case:
        with self.house.looking() as session:
            return case_view(session, ref)

    def labels(self, ref: str) -> list[str]:
        return [line.label for line in self.case(ref).lines]


def staff_of(house: House, room_name: str = "青川市委组织部档案室") -> Staff:
    """A room with its people and a unit under it."""
    room = house.add_room(room_name)
    unit = house.add_unit(room)
    return Staff(
        house=house,
        room=room,
        unit=unit,
        contact=house.add_member(Role.UNIT_CONTACT, unit=unit),
        leader=house.add_member(Role.APPROVER, unit=unit),
        head=house.add_member(Role.HEAD, room=room),
        archivist=house.add_member(Role.ARCHIVIST, room=room),
    )


def a_dossier(staff: Staff, number: str, *, name: str = "程望舒", volumes: int = 1) -> list[str]:
    """A cadre of the unit with a dossier of some volumes; gives their labels."""
    house = staff.house
    cadre = house.keep(Cadre(name=name, unit_id=staff.unit, post="规划科科长"))
    dossier = house.keep(Dossier(number=number, cadre_id=cadre, room_id=staff.room))
    labels = []
    for ordinal in range(1, volumes + 1):
        slot = house.keep(Slot(room_id=staff.room, code=f"{number}-{ordinal:02d}"))
        labels.append(label := new_label())
        house.keep(
            Volume(
                dossier_id=dossier,
                ordinal=ordinal,
                label=label,
                slot_id=slot,
                pieces=46,
                pages=212,
            )
        )
    return labels
