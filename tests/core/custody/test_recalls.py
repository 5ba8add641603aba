"""提前收回：负责人写明理由和新的日期，借阅人当即得知；提醒跟着走，未批的延期作废，也不再延期。
A recall: the head brings the day forward with a reason; the borrower is told, a waiting extension lapses.
"""

from __future__ import annotations

from datetime import date

import pytest

from core.custody.approve_extension import ApproveExtension
from core.custody.ask_extension import AskExtension
from core.custody.custody import Custody
from core.custody.extension import Extension
from core.custody.recall import Recall
from core.custody.recall_loan import RecallLoan
from core.outcome import Outcome
from core.reminders.reminder import Reminder
from tests.support.lending import Lending, a_case

SOONER = date(2026, 11, 27)


async def recall(
    world: Lending, ref: str, due_on: date = SOONER, *, who: int = 0, reason: str = "专项核查需用"
) -> Outcome:
    version = world.request(ref).version
    command = RecallLoan(request=ref, due_on=due_on, reason=reason, seen_version=version)
    return await world.house.do(who or world.head, command)


async def granted(world: Lending, ref: str) -> None:
    asked = AskExtension(request=ref, days=3, reason="未办结", seen_version=_version(world, ref))
    assert (await world.house.do(world.contact, asked)).done
    for who, step in ((world.leader, "unit_sign"), (world.head, "room_review")):
        seen = _version(world, ref)
        signed = ApproveExtension(request=ref, step=step, seen_version=seen)
        assert (await world.house.do(who, signed)).done


async def test_the_head_brings_the_day_forward_and_the_borrower_is_told(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    assert (await recall(world, ref)).done
    (custody,) = world.house.all(Custody)
    (kept,) = world.house.all(Recall)
    assert custody.due_on == SOONER
    assert (kept.due_before, kept.recalled_by) == (date(2026, 12, 4), world.head)
    (told,) = world.house.messages("loan_recalled")
    assert told.member_id == world.contact
    assert "专项核查需用" in told.args
    (logged,) = world.house.log("loan_recalled")
    assert logged.payload["reason"] == "专项核查需用"


async def test_its_reminder_comes_forward_too(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    await recall(world, ref)
    waiting = [r for r in world.house.all(Reminder) if r.state == "waiting"]
    assert waiting
    assert {r.due_on for r in waiting} == {SOONER}


async def test_a_day_that_comes_back_has_its_reminders_back(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    first = {r.rung for r in world.house.all(Reminder)}
    await granted(world, ref)
    assert (await recall(world, ref, date(2026, 12, 4))).done
    waiting = [r for r in world.house.all(Reminder) if r.state == "waiting"]
    assert ({r.rung for r in waiting}, {r.due_on for r in waiting}) == (first, {date(2026, 12, 4)})


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 12, 4), date(2026, 12, 9)])
async def test_the_new_day_lies_between_today_and_the_old_one(world: Lending, day: date) -> None:
    ref = await a_case(world, "out", world.lend())
    assert (await recall(world, ref, day)).data["field"] == "due_on"
    assert world.house.all(Recall) == []


async def test_a_reason_is_needed_and_the_head_alone_recalls(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    assert (await recall(world, ref, reason="  ")).data["field"] == "reason"
    for who in (world.archivist, world.leader, world.contact):
        assert (await recall(world, ref, who=who)).code == "forbidden"


async def test_a_waiting_extension_lapses_and_none_is_asked_for_any_more(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    asked = AskExtension(request=ref, days=3, reason="未办结", seen_version=_version(world, ref))
    assert (await world.house.do(world.contact, asked)).done
    assert (await recall(world, ref)).done
    assert [e.state for e in world.house.all(Extension)] == ["lapsed"]
    again = AskExtension(request=ref, days=3, reason="未办结", seen_version=_version(world, ref))
    assert (await world.house.do(world.contact, again)).code == "impossible_step"


@pytest.mark.parametrize("state", ["submitted", "ready", "returned", "closed"])
async def test_only_what_is_lent_is_recalled(world: Lending, state: str) -> None:
    ref = await a_case(world, state, world.lend())
    assert (await recall(world, ref)).code == "impossible_step"


def _version(world: Lending, ref: str) -> int:
    return world.request(ref).version
