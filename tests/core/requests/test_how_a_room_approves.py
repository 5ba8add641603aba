"""签批方式：纸质时点按钮不算数，只认代录；点确认时以纸为准、点了往下走；电子时点了就是签批，窗口不要原件。改动须两名管理员。
paper | confirm | electronic: what a tap means in a room, and that two officers change it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from core.custody.approve_extension import ApproveExtension
from core.custody.ask_extension import AskExtension
from core.members.approval_change import ApprovalChange
from core.members.member import Role
from core.members.room import Room
from core.members.set_approval import AgreeApprovalChange, AskApprovalChange
from core.outcome import Outcome
from core.requests.approval import Approval
from core.requests.approve import RecordPaperApproval
from tests.support.lending import Lending, a_case


@dataclass(frozen=True, slots=True)
class Officers:
    administrator: int
    security: int


@pytest.fixture
def officers(world: Lending) -> Officers:
    house = world.house
    return Officers(house.add_member(Role.ADMINISTRATOR), house.add_member(Role.SECURITY_OFFICER))


def rule(world: Lending, approval: str) -> None:
    """As if two officers had changed it."""
    room = world.house.get(Room, world.room)
    room.approval = approval
    world.house.keep(room)


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def record(world: Lending, ref: str, step: str, signed_by: int) -> Outcome:
    command = RecordPaperApproval(
        request=ref, step=step, signed_by=signed_by, seen_version=world.request(ref).version
    )
    return await world.house.do(world.archivist, command)


async def test_on_paper_a_tap_never_moves_the_case(world: Lending) -> None:
    rule(world, "paper")
    ref = await a_case(world, "submitted")
    assert laws(await world.unit_sign(ref)) == ["tap_is_no_signature"]
    assert world.request(ref).state == "submitted"
    assert (await record(world, ref, "unit_sign", world.leader)).done
    assert laws(await world.room_review(ref)) == ["tap_is_no_signature"]
    assert (await record(world, ref, "room_review", world.head)).done
    assert {a.way for a in world.house.all(Approval)} == {"recorded"}


async def test_on_paper_a_tap_extends_nothing_either(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    rule(world, "paper")
    asked = AskExtension(
        request=ref, days=3, reason="未办结", seen_version=world.request(ref).version
    )
    assert (await world.house.do(world.contact, asked)).done
    tap = ApproveExtension(request=ref, step="unit_sign", seen_version=world.request(ref).version)
    assert laws(await world.house.do(world.leader, tap)) == ["tap_is_no_signature"]


async def test_confirming_is_the_default(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    assert [a.way for a in world.house.all(Approval)] == ["confirm"]
    assert world.request(ref).state == "unit_signed"


async def test_electronically_no_form_is_printed_and_none_is_asked_for(world: Lending) -> None:
    rule(world, "electronic")
    ref = await a_case(world, "submitted")
    assert (await world.approve(ref, world.leader, "unit_sign")).done
    assert (await world.room_review(ref)).done
    assert {a.way for a in world.house.all(Approval)} == {"electronic"}
    await world.make_ready(ref)
    await world.show_evidence(ref, without="form")
    assert laws(await world.hand_over(ref)) == ["avoidance_undeclared_at_window"]
    blank = {"signed": False, "sealed": False, "dated": False, "matches": False}
    await world.sight(ref, **blank, party_certified=False)
    assert (await world.hand_over(ref)).done


async def test_two_officers_change_it_by_a_document(world: Lending, officers: Officers) -> None:
    asked = AskApprovalChange(room_id=world.room, approval="paper", document="字〔2026〕8号")
    change = (await world.house.do(officers.administrator, asked)).data["change"]
    assert world.house.get(Room, world.room).approval == "confirm"
    agree = AgreeApprovalChange(change=change)
    assert (await world.house.do(officers.administrator, agree)).code == "same_person"
    assert (await world.house.do(world.head, agree)).code == "forbidden"
    assert (await world.house.do(officers.security, agree)).done
    assert world.house.get(Room, world.room).approval == "paper"
    (logged,) = world.house.log("approval_changed")
    assert (logged.payload["before"], logged.payload["approval"]) == ("confirm", "paper")
    assert (await world.house.do(officers.security, agree)).code == "impossible_step"


async def test_a_later_wish_drops_the_one_nobody_agreed_to(
    world: Lending, officers: Officers
) -> None:
    first = AskApprovalChange(room_id=world.room, approval="paper", document="字〔2026〕8号")
    second = AskApprovalChange(room_id=world.room, approval="electronic", document="字〔2026〕9号")
    change = (await world.house.do(officers.administrator, first)).data["change"]
    await world.house.do(officers.security, second)
    agree = AgreeApprovalChange(change=change)
    assert (await world.house.do(officers.security, agree)).code == "impossible_step"
    assert [c.agreed_at for c in world.house.all(ApprovalChange)] == [None, None]


@pytest.mark.parametrize(
    ("approval", "document", "code"),
    [
        ("fax", "字1号", "bad_value"),
        ("paper", " ", "bad_value"),
        ("confirm", "字1号", "impossible_step"),
    ],
)
async def test_what_is_no_change_is_not_asked_for(
    world: Lending, officers: Officers, approval: str, document: str, code: str
) -> None:
    asked = AskApprovalChange(room_id=world.room, approval=approval, document=document)
    assert (await world.house.do(officers.administrator, asked)).code == code
    assert world.house.all(ApprovalChange) == []


async def test_it_takes_officers(world: Lending) -> None:
    asked = AskApprovalChange(room_id=world.room, approval="electronic", document="字1号")
    for who in (world.head, world.archivist, world.leader):
        assert (await world.house.do(who, asked)).code == "forbidden"
