"""样例所说的东西 / What the samples of commands are about: cases in each state, rows of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.clock import local_date
from core.custody.approve_extension import ApproveExtension
from core.custody.ask_extension import AskExtension
from core.custody.device import Device
from core.holdings.dossier import Slot, Volume
from core.members.approval_change import ApprovalChange
from core.members.deputy import Deputy
from core.members.disclosure_decision import DisclosureDecision
from core.members.member import Grant, Role
from core.members.proofs import Pin, SignIn, Token
from tests.support.every_mode import cases_of_modes
from tests.support.lending import Lending, a_case
from tests.support.lost import add_searches


@dataclass(frozen=True, slots=True)
class Things:
    """What the samples are about: a case in each state, the ids of rows."""

    world: Lending
    cases: dict[str, str]
    code: str
    grant: int
    deputy_row: int
    deputy: int
    colleague: int
    change: int
    decision: int

    def label(self, state: str) -> str:
        return self.world.labels(self.cases[state])[0]

    def named(self, state: str) -> dict[str, Any]:
        """The case in this state, as it is shown now."""
        ref = self.cases[state]
        return {"request": ref, "seen_version": self.world.request(ref).version}


async def things(world: Lending) -> Things:
    """Cases of six dossiers played to their states, a code, a proposed grant, a deputy."""
    cases: dict[str, str] = {}
    for number, state in enumerate(
        ("submitted", "unit_signed", "room_reviewed", "ready", "out", "returned"), start=10
    ):
        kept = world.shelve(f"GB-000{number}", name=f"周{number}")
        cases[state] = await a_case(world, state, world.application(dossier=kept.number))
    await world.print_form(cases["submitted"])
    code = await world.issue(cases["ready"])
    await world.show_evidence(cases["ready"])
    senior = world.shelve("GB-00020", name="吴廿", authority="municipal").number
    asked = world.application(dossier=senior)
    cases["for_authority"] = await a_case(world, "room_reviewed", asked)
    found = await a_case(world, "returned", world.application(dossier=senior_of(world)))
    await world.check(world.labels(found)[0], agrees=False, kind="order")
    cases["mismatch"] = found
    for number, state in enumerate(("lent", "extension_asked", "extension_signed"), start=30):
        kept = world.shelve(f"GB-000{number}", name=f"许{number}").number
        cases[state] = await a_loan(world, state, kept)
    cases |= await cases_of_modes(world)
    await add_searches(world, cases)
    return Things(
        world, cases, code, *_rows(world), change=_change(world), decision=_decision(world)
    )


def _change(world: Lending) -> int:
    """An officer's wish for another way of approving, which waits for the second officer."""
    asker = world.house.add_member(Role.ADMINISTRATOR)
    return world.house.keep(
        ApprovalChange(
            room_id=world.room,
            approval="electronic",
            document="字〔2026〕2号",
            asked_by=asker,
            asked_at=world.house.clock.now(),
        )
    )


def _decision(world: Lending) -> int:
    """An officer's wish that Telegram be told more, which waits for the second officer."""
    now = world.house.clock.now()
    return world.house.keep(
        DisclosureDecision(
            channel="telegram",
            level="names",
            document="密〔2026〕2号",
            until=local_date(now) + timedelta(days=30),
            asked_by=world.house.add_member(Role.SECURITY_OFFICER),
            asked_at=now,
        )
    )


async def a_loan(world: Lending, state: str, dossier: str) -> str:
    """A case that was lent, for which an extension was asked, or signed by the unit's leader."""
    ref = await a_case(world, "out", world.lend(dossier=dossier))
    if state != "lent":
        seen = world.request(ref).version
        asked = AskExtension(request=ref, days=3, reason="未办结", seen_version=seen)
        assert (await world.house.do(world.contact, asked)).done
    if state == "extension_signed":
        seen = world.request(ref).version
        signed = ApproveExtension(request=ref, step="unit_sign", seen_version=seen)
        assert (await world.house.do(world.leader, signed)).done
    return ref


def senior_of(world: Lending) -> str:
    return world.shelve("GB-00021", name="郑廿一").number


def _rows(world: Lending) -> tuple[int, int, int, int]:
    house, now = world.house, world.house.clock.now()
    house.keep(Device(name="desk", room_id=world.room, key_hex="00", enrolled_at=now))
    house.keep(Pin(member_id=world.contact, digest="x", set_at=now))
    proposer, someone = house.add_member(Role.SECURITY_OFFICER), house.add_member(unit=world.unit)
    grant = house.keep(
        Grant(
            member_id=someone,
            role=Role.UNIT_CONTACT,
            unit_id=world.unit,
            document="备〔2026〕1号",
            valid_from=now,
            proposed_by=proposer,
        )
    )
    deputy = house.add_member(unit=world.unit)
    until = now + timedelta(days=7)
    row = Deputy(
        member_id=world.leader, deputy_id=deputy, document="1", valid_from=now, valid_to=until
    )
    _shelve_and_sign_in(world)
    return grant, house.keep(row), deputy, someone


def _shelve_and_sign_in(world: Lending) -> None:
    """A slot under the first volume; a session and a token of the contact."""
    house, now = world.house, world.house.clock.now()
    volume = next(v for v in house.all(Volume) if v.label == world.kept.labels[0])
    volume.slot_id = house.keep(Slot(room_id=world.room, code="A-1"))
    house.keep(volume)
    own = {"member_id": world.contact, "created_at": now, "expires_at": now + timedelta(days=1)}
    house.keep(Token(ref="TOKEN", token_hash="1" * 64, scope="demo", **own))
    session = SignIn(ref="SESSION", token_hash="2" * 64, csrf="c" * 24, last_seen_at=now, **own)
    house.keep(session)
