"""延期归还：须在到期前申请，单位签批、档案部门审核后才延，连同首借不超过最长期限，次数有限。
An extension is asked for before the due day and is a new approval; the loan never passes its longest term.
"""

from __future__ import annotations

from datetime import date

import pytest

from core.custody.approve_extension import ApproveExtension, RecordPaperExtension
from core.custody.ask_extension import AskExtension
from core.custody.custody import Custody
from core.custody.end_extension import TurnDownExtension, WithdrawExtension
from core.custody.extension import Extension
from core.members.member import Role
from core.outcome import Outcome
from core.reminders.reminder import Reminder
from core.requests.approval import Approval
from tests.support.lending import Lending, a_case


async def lent(world: Lending) -> str:
    return await a_case(world, "out", world.lend())


async def ask(world: Lending, ref: str, days: int = 3, who: int = 0) -> Outcome:
    version = world.request(ref).version
    command = AskExtension(request=ref, days=days, reason="工作尚未办结", seen_version=version)
    return await world.house.do(who or world.contact, command)


async def approve(world: Lending, ref: str, who: int, step: str) -> Outcome:
    version = world.request(ref).version
    return await world.house.do(who, ApproveExtension(request=ref, step=step, seen_version=version))


async def granted(world: Lending, ref: str, days: int = 3) -> None:
    assert (await ask(world, ref, days)).done
    assert (await approve(world, ref, world.leader, "unit_sign")).done
    assert (await approve(world, ref, world.head, "room_review")).done


def due(world: Lending) -> date | None:
    (custody,) = world.house.all(Custody)
    return custody.due_on


def waiting_rungs(world: Lending) -> set[tuple[str, date]]:
    """Which rungs of the ladder still wait, and over which due day."""
    rows = world.house.all(Reminder)
    return {(r.rung, r.due_on) for r in rows if r.state == "waiting"}


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def test_two_signatures_move_the_due_day_in_working_days(world: Lending) -> None:
    ref = await lent(world)
    before = due(world)
    assert (await ask(world, ref)).done
    assert due(world) == before
    assert (await approve(world, ref, world.leader, "unit_sign")).done
    assert due(world) == before
    assert (await approve(world, ref, world.head, "room_review")).done
    (custody,) = world.house.all(Custody)
    assert before == date(2026, 12, 4)
    assert (custody.due_on, custody.extensions) == (date(2026, 12, 9), 1)
    (logged,) = world.house.log("loan_extended")
    assert logged.payload["due_on"] == "2026-12-09"
    assert [m.member_id for m in world.house.messages("loan_extended")] == [world.contact]


async def test_the_reminder_moves_with_the_due_day(world: Lending) -> None:
    ref = await lent(world)
    before = waiting_rungs(world)
    await granted(world, ref)
    after = waiting_rungs(world)
    assert {day for _, day in before} == {date(2026, 12, 4)}
    assert after == {(rung, date(2026, 12, 9)) for rung, _ in before}


async def test_after_the_due_day_it_is_too_late_to_ask_and_to_grant(world: Lending) -> None:
    ref = await lent(world)
    assert (await ask(world, ref)).done
    assert (await approve(world, ref, world.leader, "unit_sign")).done
    world.house.clock.advance(days=14)
    assert laws(await approve(world, ref, world.head, "room_review")) == ["extension_too_late"]
    assert due(world) == date(2026, 12, 4)


async def test_it_never_goes_beyond_the_longest_term(world: Lending) -> None:
    ref = await lent(world)
    assert laws(await ask(world, ref, days=9)) == ["loan_too_long"]
    assert world.house.all(Extension) == []
    assert (await ask(world, ref, days=8)).done


async def test_the_second_extension_is_one_too_many(world: Lending) -> None:
    ref = await lent(world)
    await granted(world, ref)
    assert laws(await ask(world, ref, days=1)) == ["extension_used_up"]


async def test_who_asked_never_signs_and_nobody_signs_twice(world: Lending) -> None:
    ref = await lent(world)
    world.house.grant(world.archivist, Role.HEAD, room=world.room)
    world.house.grant(world.leader, Role.HEAD, room=world.room)
    assert (await ask(world, ref, who=world.archivist)).done
    assert (await approve(world, ref, world.leader, "unit_sign")).done
    assert (await approve(world, ref, world.archivist, "room_review")).code == "same_person"
    assert (await approve(world, ref, world.leader, "room_review")).code == "same_person"
    assert (await approve(world, ref, world.head, "room_review")).done


async def test_its_signatures_do_not_count_for_the_request(world: Lending) -> None:
    ref = await lent(world)
    await granted(world, ref)
    kept = [(a.step, a.extension) for a in world.house.all(Approval)]
    assert sorted(kept) == [
        ("room_review", 0),
        ("room_review", 1),
        ("unit_sign", 0),
        ("unit_sign", 1),
    ]


async def test_the_units_signature_on_paper_is_recorded(world: Lending) -> None:
    ref = await lent(world)
    await ask(world, ref)
    command = RecordPaperExtension(
        request=ref,
        step="unit_sign",
        signed_by=world.leader,
        seen_version=world.request(ref).version,
    )
    assert (await world.house.do(world.archivist, command)).done
    assert world.house.all(Approval)[-1].recorded_by == world.archivist


async def test_one_waits_at_a_time_and_may_be_taken_back(world: Lending) -> None:
    ref = await lent(world)
    await ask(world, ref)
    assert (await ask(world, ref)).code == "impossible_step"
    taken = WithdrawExtension(request=ref, seen_version=world.request(ref).version)
    assert (await world.house.do(world.contact, taken)).done
    assert (await approve(world, ref, world.leader, "unit_sign")).code == "impossible_step"
    assert (await ask(world, ref)).done


async def test_turned_down_with_a_reason_the_loan_keeps_its_day(world: Lending) -> None:
    ref = await lent(world)
    await ask(world, ref)
    no = TurnDownExtension(
        request=ref, reason="请按期归还", seen_version=world.request(ref).version
    )
    assert (await world.house.do(world.head, no)).code == "forbidden"
    assert (await world.house.do(world.leader, no)).done
    assert due(world) == date(2026, 12, 4)
    (told,) = world.house.messages("extension_turned_down")
    assert "请按期归还" in told.args


async def test_it_lapses_when_the_volume_is_back(world: Lending) -> None:
    ref = await lent(world)
    await ask(world, ref)
    await world.take_back(world.labels(ref)[0])
    (extension,) = world.house.all(Extension)
    assert extension.state == "lapsed"
    assert (await approve(world, ref, world.leader, "unit_sign")).code in (
        "impossible_step",
        "stale",
    )


@pytest.mark.parametrize("state", ["submitted", "ready", "returned", "closed"])
async def test_only_what_is_lent_can_be_extended(world: Lending, state: str) -> None:
    ref = await a_case(world, state, world.lend())
    assert (await ask(world, ref)).code == "impossible_step"


async def test_reading_in_the_room_is_not_extended(world: Lending) -> None:
    ref = await a_case(world, "out")
    assert (await ask(world, ref)).code == "impossible_step"


@pytest.mark.parametrize(("days", "field"), [(0, "days"), (-1, "days"), (100, "days")])
async def test_a_number_of_days_that_is_none_is_a_bad_value(
    world: Lending, days: int, field: str
) -> None:
    ref = await lent(world)
    assert (await ask(world, ref, days=days)).data["field"] == field


async def test_another_units_people_cannot_ask(world: Lending) -> None:
    ref = await lent(world)
    stranger = world.house.add_member(Role.UNIT_CONTACT, unit=world.house.add_unit(world.room))
    assert (await ask(world, ref, who=stranger)).code == "forbidden"
