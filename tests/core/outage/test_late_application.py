"""纸质申请补录：用预留编号，签批各按各的时间，制度按当时的事实问。
A paper application entered late: on a reserved number, each signature at its time, the law of then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from core.clock import SHANGHAI
from core.outage.late_entry import LateEntry
from core.outage.make_kit import MakeEmergencyKit
from core.outage.paper_application import PaperApplication, PaperSignature
from core.requests.approval import Approval
from core.requests.request import Request
from core.requests.reserved_number import ReservedNumber
from core.requests.series_told import series_told
from tests.support.late import LateRoom
from tests.support.lending_room import TWO


def day(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 25, hour, minute, tzinfo=SHANGHAI)


SIGNED = {"unit_sign": day(9, 30), "room_review": day(9, 50)}


async def a_number(world: LateRoom) -> str:
    """The kit was made the evening before; it is the day after the paper day."""
    world.house.clock.set(day(17) - timedelta(days=1))
    await world.house.do(world.archivist, MakeEmergencyKit(room_id=world.room))
    world.house.clock.set(day(9) + timedelta(days=1))
    return world.house.all(ReservedNumber)[0].number


def only(world: LateRoom) -> Request:
    (request,) = world.house.all(Request)
    return request


async def test_a_signed_paper_becomes_a_ready_case_of_its_number(world: LateRoom) -> None:
    number = await a_number(world)
    outcome = await world.both(world.on_paper(day(9, 15), SIGNED, reserved=number))
    assert outcome.data["state"] == "accepted", outcome
    request = only(world)
    assert (request.number, request.state) == (number, "ready")
    assert (request.submitted_at, request.ready_at) == (day(9, 15), day(9, 50))
    assert request.entered_late_at == world.house.clock.now()
    signed = [(a.step, a.member_id, a.at, a.way) for a in world.house.all(Approval)]
    assert signed == [
        ("unit_sign", world.leader, day(9, 30), "recorded"),
        ("room_review", world.head, day(9, 50), "recorded"),
    ]


async def test_what_follows_on_paper_is_in_order(world: LateRoom) -> None:
    number = await a_number(world)
    await world.both(world.on_paper(day(9, 15), SIGNED, reserved=number))
    ref = only(world).ref
    outcome = await world.left(ref, day(10), back_at=day(11), returner="李一", counted=True)
    assert outcome.data["state"] == "accepted", world.house.log("late_confirmed")[-1]
    assert only(world).state == "closed"


async def test_handed_over_before_it_was_signed_is_for_the_head(world: LateRoom) -> None:
    number = await a_number(world)
    await world.both(world.on_paper(day(9, 15), SIGNED, reserved=number))
    outcome = await world.left(only(world).ref, day(9, 40))
    assert outcome.data["state"] == "for_head"
    assert world.house.log("late_confirmed")[-1].payload["laws"] == ["consult_unapproved"]


async def test_a_refused_paper_is_a_case_all_the_same(world: LateRoom) -> None:
    number = await a_number(world)
    asked = world.on_paper(day(9, 15), SIGNED, reserved=number, readers=TWO[:1])
    outcome = await world.both(asked)
    assert outcome.data["state"] == "for_head"
    laws = world.house.log("late_confirmed")[0].payload["laws"]
    assert "too_few_readers" in laws
    assert only(world).number == number
    assert len(world.house.log("request_submitted")) == 1


async def test_names_do_not_stay_in_the_entry(world: LateRoom) -> None:
    number = await a_number(world)
    command = world.on_paper(day(9, 15), SIGNED, reserved=number)
    entered = await world.house.do(world.archivist, command)
    ref = entered.data["entry"]
    kept = PaperApplication.from_json(world.entry(ref).particulars)
    assert kept.signatures == command.signatures
    assert kept.application.readers == command.application.readers
    await world.confirm(ref)
    assert world.entry(ref).particulars == ""
    assert "李一" not in repr(world.house.log())


async def test_a_slip_of_the_pen_is_told_at_once(world: LateRoom) -> None:
    number = await a_number(world)
    good = world.on_paper(day(9, 15), SIGNED, reserved=number)
    wrong: list[tuple[Any, str]] = [
        (world.on_paper(day(9, 15), {"unit_sign": day(9)}, reserved=number), "signed_at"),
        (replace(good, signatures=good.signatures[:1] * 2), "signatures"),
        (world.on_paper(day(9, 15), SIGNED, reserved="组档办〔2026〕9999号"), "reserved"),
        (replace(good, application=world.application(reserved=number)), "application"),
    ]
    for command, field in wrong:
        outcome = await world.house.do(world.archivist, command)
        assert (outcome.code, outcome.data.get("field")) == ("bad_value", field)
    assert world.house.all(LateEntry) == []
    assert world.house.all(Request) == []


async def test_somebody_who_may_not_sign_is_told_before_the_second_person(
    world: LateRoom,
) -> None:
    number = await a_number(world)
    good = world.on_paper(day(9, 15), SIGNED, reserved=number)
    signed = PaperSignature(step="unit_sign", signed_by=world.contact, at=day(9, 30))
    outcome = await world.house.do(world.archivist, replace(good, signatures=(signed,)))
    assert outcome.data["mismatch"] == "cannot_be_made"
    assert world.house.all(Request) == []


async def test_a_number_used_meanwhile_is_a_mismatch_at_the_confirmation(world: LateRoom) -> None:
    number = await a_number(world)
    entered = await world.house.do(
        world.archivist, world.on_paper(day(9, 15), SIGNED, reserved=number)
    )
    other = world.shelve("GB-00002", name="钱三").number
    asked = replace(world.application(dossier=other, reserved=number), channel="counter")
    assert (await world.house.do(world.archivist, asked)).done
    outcome = await world.confirm(entered.data["entry"])
    assert outcome.data["mismatch"] == "cannot_be_made"
    assert only(world).number == number


async def test_without_a_reserved_number_it_gets_the_next(world: LateRoom) -> None:
    await a_number(world)
    await world.both(world.on_paper(day(9, 15), SIGNED))
    with world.house.looking() as session:
        told = series_told(session, world.room, 2026)
    assert (told.cases, told.unexplained) == (1, ())


async def test_the_author_is_told_that_all_is_in_order(world: LateRoom) -> None:
    number = await a_number(world)
    command = world.on_paper(day(9, 15), SIGNED, reserved=number)
    entered = await world.house.do(world.archivist, command)
    assert (entered.data["mismatch"], entered.data["laws"]) == ("", [])


async def test_who_acted_may_confirm_what_a_colleague_wrote_down(world: LateRoom) -> None:
    number = await a_number(world)
    command = replace(world.on_paper(day(9, 15), SIGNED, reserved=number), acted_by=world.colleague)
    outcome = await world.both(command)
    assert outcome.data["state"] == "accepted"
    assert {a.recorded_by for a in world.house.all(Approval)} == {world.colleague}


async def test_trying_takes_no_number(world: LateRoom) -> None:
    await a_number(world)
    await world.house.do(world.archivist, world.on_paper(day(9, 15), SIGNED))
    with world.house.looking() as session:
        assert series_told(session, world.room, 2026).given == 6


async def test_the_log_holds_the_paper_day_as_late_entry(world: LateRoom) -> None:
    number = await a_number(world)
    await world.both(world.on_paper(day(9, 15), SIGNED, reserved=number))
    submitted = world.house.log("request_submitted")[0]
    assert submitted.payload["via"] == "late_entry"
    approved = world.house.log("request_approved")
    assert [entry.payload["via"] for entry in approved] == ["late_entry"] * 2
