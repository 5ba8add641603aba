"""补录：一人录入、另一人核对；两个时间都留；按当时的事实问制度；说不通的不登记，交负责人。
Late entry: two people, both times, the law with the facts of that time; what cannot be waits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.clock import SHANGHAI
from core.custody.custody import Custody
from core.decisions import KeptDecision
from core.holdings.hold import Hold
from core.members.barred import Barred
from core.outage.around_late import WithdrawLate
from core.outage.enter_late import EnterLateHandOver, EnterLateReturn
from core.outage.late_entry import LateEntry
from core.outage.paper_checked import PaperChecked
from core.outage.settle_late import SettleLate
from core.requests.case_view import case_view
from core.requests.request import Request
from core.requests.withdraw_request import WithdrawRequest
from tests.support.late import ALL_SEEN, LateRoom
from tests.support.lending import a_case


def day(hour: int, minute: int = 0) -> datetime:
    """A moment of Wednesday 25 November: the paper day."""
    return datetime(2026, 11, 25, hour, minute, tzinfo=SHANGHAI)


async def ready(world: LateRoom, **changes: Any) -> str:
    """A case that was ready on the evening before; then the next morning but one begins."""
    world.house.clock.set(day(9) - timedelta(days=1))
    ref = await a_case(world, "ready", world.application(**changes))
    world.house.clock.set(day(9) + timedelta(days=1))
    return ref


async def test_a_hand_over_on_paper_is_a_custody_of_that_time(world: LateRoom) -> None:
    ref = await ready(world)
    outcome = await world.left(ref, day(10, 5))
    assert outcome.data["state"] == "accepted", outcome
    (custody,) = world.custodies(world.labels(ref)[0])
    assert (custody.opened_at, custody.opened_by) == (day(10, 5), world.archivist)
    assert custody.opened_late_at == world.house.clock.now()
    assert world.line_states(ref) == ["reading"]
    (entry,) = world.house.log("late_confirmed")
    assert entry.payload["occurred_at"] != entry.payload["recorded_at"]


async def test_who_entered_it_cannot_confirm_it(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    back = EnterLateReturn(
        label=world.labels(ref)[0], occurred_at=day(11), returner="李一", counted=True
    )
    entered = await world.house.do(world.archivist, back)
    again = await world.confirm(entered.data["entry"], world.archivist)
    assert again.code == "same_person"
    assert (await world.confirm(entered.data["entry"], proven=False)).code == "second_check_needed"
    assert (await world.confirm(entered.data["entry"])).data["state"] == "accepted"


def test_the_database_holds_the_two_people(world: LateRoom) -> None:
    row: dict[str, Any] = {"room_id": world.room, "kind": "pause", "occurred_at": day(9)}
    row |= {"entered_by": world.archivist, "entered_at": day(9), "confirmed_at": day(9)}
    with pytest.raises(Exception, match="confirmed_by_another"):
        world.house.keep(LateEntry(state="accepted", confirmed_by=world.archivist, **row))
    with pytest.raises(Exception, match="settled_by_another"):
        world.house.keep(
            LateEntry(
                state="settled",
                confirmed_by=world.colleague,
                settled_by=world.archivist,
                settlement="x",
                **row,
            )
        )


async def test_nothing_is_recorded_before_the_second_person(world: LateRoom) -> None:
    ref = await ready(world)
    entered = await enter_hand_over(world, ref, day(10))
    assert entered.data["mismatch"] == ""
    assert world.house.all(Custody) == []
    assert world.line_states(ref) == ["waiting"]


async def enter_hand_over(world: LateRoom, ref: str, at: datetime, **more: Any) -> Any:
    said = EnterLateHandOver(
        request=ref, label=world.labels(ref)[0], occurred_at=at, seen=ALL_SEEN, **more
    )
    return await world.house.do(world.archivist, said)


async def test_an_entry_is_withdrawn_only_by_its_author_and_only_before(world: LateRoom) -> None:
    ref = await ready(world)
    entry = (await enter_hand_over(world, ref, day(10))).data["entry"]
    withdraw = WithdrawLate(entry=entry)
    assert (await world.house.do(world.colleague, withdraw)).code == "same_person"
    assert (await world.house.do(world.archivist, withdraw)).done
    assert (await world.confirm(entry)).code == "impossible_step"
    assert (await world.house.do(world.archivist, withdraw)).code == "impossible_step"


async def test_an_old_page_confirms_nothing(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    (entry,) = world.house.all(LateEntry)
    assert (await world.confirm(entry.ref)).code == "impossible_step"
    assert len(world.house.all(Custody)) == 1


async def test_out_and_back_on_the_same_paper_day(world: LateRoom) -> None:
    ref = await ready(world)
    outcome = await world.left(ref, day(10), back_at=day(11, 20), returner="李一", counted=True)
    assert outcome.data["state"] == "accepted"
    (custody,) = world.custodies(world.labels(ref)[0])
    assert (custody.returned_at, custody.closed_at) == (day(11, 20), day(11, 20))
    assert custody.returned_late_at == world.house.clock.now()
    assert world.request(ref).state == "closed"


async def test_a_return_that_was_not_counted_waits_at_the_counter(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    (label,) = world.labels(ref)
    await world.came(label, day(11), counted=False)
    assert world.line_states(ref) == ["returned"]
    assert (await world.check(label)).done
    assert world.request(ref).state == "closed"


async def test_a_pause_on_paper(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    (label,) = world.labels(ref)
    await world.paused(label, day(11, 30))
    assert world.custodies(label)[0].paused_at == day(11, 30)
    assert world.line_states(ref) == ["paused"]
    assert (await world.paused(label, day(11, 40))).data["mismatch"] == "not_reading"


# -- the law, with the facts of that time ----------------------------------------------------------


async def test_a_refusal_goes_to_the_head_with_every_reason_and_undoes_nothing(
    world: LateRoom,
) -> None:
    ref = await ready(world)
    outcome = await world.left(ref, day(12, 30), seen=replace(ALL_SEEN, sealed=False, cards=1))
    (entry,) = world.house.all(LateEntry)
    assert outcome.data["state"] == "for_head"
    laws = set(world.house.log("late_confirmed")[0].payload["laws"])
    assert laws == {"form_unsealed", "reader_unidentified"}
    assert world.line_states(ref) == ["reading"]
    assert len(world.house.all(Custody)) == 1
    assert len(world.house.messages("late_for_head")) == 1
    assert entry.decision


@pytest.mark.parametrize(("hour", "warned"), [(10, False), (13, True)])
async def test_the_hours_of_that_day_count_and_not_those_of_today(
    world: LateRoom, hour: int, warned: bool
) -> None:
    ref = await ready(world)
    world.house.clock.set(day(22) + timedelta(days=1))
    assert (await world.left(ref, day(hour))).data["state"] == "accepted"
    decision = world.house.get(KeptDecision, world.house.all(LateEntry)[0].decision)
    assert ("outside_opening_hours" in decision.fired) is warned


async def test_approvals_given_later_do_not_count_for_then(world: LateRoom) -> None:
    world.house.clock.set(day(9))
    ref = await a_case(world, "submitted")
    world.house.clock.set(day(15))
    for step in ("unit_sign", "room_review", "make_ready"):
        assert (await getattr(world, step)(ref)).done
    world.house.clock.set(day(16))
    assert (await world.left(ref, day(10))).data["state"] == "for_head"
    laws = world.house.log("late_confirmed")[0].payload["laws"]
    assert laws == ["consult_unapproved"]


async def test_a_case_that_was_never_approved_is_recorded_and_referred(world: LateRoom) -> None:
    world.house.clock.set(day(9))
    ref = await a_case(world, "submitted")
    world.house.clock.set(day(16))
    outcome = await world.left(ref, day(10), back_at=day(11), returner="李一", counted=True)
    assert outcome.data["state"] == "for_head"
    assert world.line_states(ref) == ["checked"]
    assert world.request(ref).state == "submitted"


async def test_a_hold_of_a_later_day_does_not_count_and_one_lifted_since_does(
    world: LateRoom,
) -> None:
    ref = await ready(world)
    dossier = 1
    held: dict[str, Any] = {"dossier_id": dossier, "organ": "市委组织部", "placed_by": world.head}
    world.house.keep(
        Hold(document="1", since=day(9).date() + timedelta(days=1), placed_at=day(9), **held)
    )
    assert (await enter_hand_over(world, ref, day(10))).data["laws"] == []
    world.house.keep(
        Hold(
            document="2",
            since=day(9).date(),
            placed_at=day(9),
            lifted_at=day(18),
            lift_document="解1",
            **held,
        )
    )
    laws = (await enter_hand_over(world, ref, day(10))).data["laws"]
    assert len(laws) == 1


async def test_a_bar_counts_by_its_days(world: LateRoom) -> None:
    ref = await ready(world)
    world.house.keep(
        Barred(
            member_id=world.archivist,
            document="避1",
            since=day(9).date(),
            until=day(9).date(),
            entered_by=world.head,
        )
    )
    assert len((await enter_hand_over(world, ref, day(10))).data["laws"]) == 1


async def test_a_loan_overdue_then_counts_though_it_is_back_now(world: LateRoom) -> None:
    third = world.shelve("GB-00003", name="孙四").number
    world.house.clock.set(day(9) - timedelta(days=20))
    ref = await a_case(world, "ready", world.lend(dossier=third))
    other = world.shelve("GB-00002", name="钱三").number
    loan = await a_case(world, "out", world.lend(dossier=other))
    world.house.clock.set(day(15))
    label = world.labels(loan)[0]
    await world.take_back(label)
    await world.check(label)
    world.house.clock.set(day(16))
    assert (await enter_hand_over(world, ref, day(15, 30))).data["laws"] == ["approval_expired"]
    laws = (await enter_hand_over(world, ref, day(10))).data["laws"]
    assert "unit_has_overdue_loan" in laws


async def test_the_kept_decision_holds_the_facts_of_that_time(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    (entry,) = world.house.all(LateEntry)
    decision = world.house.get(KeptDecision, entry.decision)
    assert (decision.at, decision.step) == (day(10), "hand_over")
    assert '"within_opening_hours":true' in (decision.facts or "")


# -- what cannot be --------------------------------------------------------------------------------


async def test_the_future_is_a_mismatch(world: LateRoom) -> None:
    ref = await ready(world)
    assert (await world.left(ref, day(10) + timedelta(days=9))).data["mismatch"] == "in_future"
    assert world.house.all(Custody) == []


async def test_before_the_application_is_a_mismatch(world: LateRoom) -> None:
    ref = await ready(world)
    assert (await world.left(ref, day(8) - timedelta(days=2))).data["mismatch"] == "before_request"


async def test_out_to_somebody_else_is_a_mismatch(world: LateRoom) -> None:
    first = await ready(world)
    second = await ready(world)
    await world.left(first, day(10), back_at=day(11), returner="李一", counted=True)
    assert (await world.left(second, day(10, 30))).data["mismatch"] == "elsewhere"
    assert (await world.left(second, day(11))).data["state"] == "accepted"


async def test_out_again_since_must_have_come_back(world: LateRoom) -> None:
    first = await ready(world)
    second = await ready(world)
    await world.left(second, day(15))
    assert (await world.left(first, day(10))).data["mismatch"] == "out_later"
    back = {"back_at": day(11), "returner": "李一", "counted": True}
    assert (await world.left(first, day(10), **back)).data["state"] == "accepted"


async def test_a_late_return_never_closes_a_newer_custody(world: LateRoom) -> None:
    first = await ready(world)
    second = await ready(world)
    await world.left(first, day(10), back_at=day(11), returner="李一", counted=True)
    await world.left(second, day(14, 40))
    (label,) = world.labels(first)
    assert (await world.came(label, day(12))).data["mismatch"] == "not_out"
    assert (await world.came(label, day(10, 30))).data["mismatch"] == "already_back"
    assert [c.closed_at is None for c in world.custodies(label)] == [False, True]


async def test_a_second_return_is_a_mismatch(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    (label,) = world.labels(ref)
    await world.came(label, day(11), counted=False)
    assert (await world.came(label, day(11, 5))).data["mismatch"] == "already_back"


async def test_a_case_that_ended_is_a_mismatch(world: LateRoom) -> None:
    ref = await ready(world)
    await world.house.do(world.contact, WithdrawRequest(request=ref))
    assert (await world.left(ref, day(10))).data["mismatch"] == "case_ended"


# -- the head --------------------------------------------------------------------------------------


async def test_the_head_settles_with_a_decision_and_a_reason(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(12, 30), seen=replace(ALL_SEEN, sealed=False))
    (entry,) = world.house.all(LateEntry)
    assert (await world.settle(entry.ref, "paper_stands")).code == "bad_value"
    assert (await world.settle(entry.ref, "ratified", " ")).code == "bad_value"
    assert (await world.settle(entry.ref, "ratified", "午间停电，读者已在场")).done
    assert world.entry(entry.ref).state == "settled"
    assert (await world.settle(entry.ref, "ratified")).code == "impossible_step"
    assert len(world.house.all(Custody)) == 1


async def test_who_entered_it_does_not_settle_it(world: LateRoom) -> None:
    ref = await ready(world)
    said = EnterLateHandOver(
        request=ref, label=world.labels(ref)[0], occurred_at=day(12, 30), seen=PaperChecked()
    )
    entered = await world.house.do(world.head, said)
    await world.confirm(entered.data["entry"])
    entry = world.entry(entered.data["entry"])
    command = SettleLate(
        entry=entry.ref, verdict="ratified", reason="x", seen_version=entry.version
    )
    assert (await world.house.do(world.head, command)).code == "same_person"


async def test_paper_stands_only_once_nothing_contradicts_it(world: LateRoom) -> None:
    first = await ready(world)
    second = await ready(world)
    (label,) = world.labels(first)
    await world.left(first, day(10))
    assert (await world.left(second, day(14, 40))).data["mismatch"] == "elsewhere"
    entry = world.house.all(LateEntry)[-1]
    assert (await world.settle(entry.ref, "paper_stands")).code == "impossible_step"
    await world.came(label, day(11))
    assert (await world.settle(entry.ref, "paper_stands", "先还后借，漏录归还")).done
    assert [c.closed_at is None for c in world.custodies(label)] == [False, True]


async def test_the_case_shows_both_times(world: LateRoom) -> None:
    ref = await ready(world)
    await world.left(ref, day(10))
    with world.house.looking() as session:
        (line,) = case_view(session, ref).lines
    assert (line.opened_at, line.opened_late_at) == (day(10), world.house.clock.now())
    assert world.house.all(Request)


# -- who acted -------------------------------------------------------------------------------------


async def test_the_law_looks_at_who_acted_and_not_at_who_enters(world: LateRoom) -> None:
    ref = await ready(world)
    barred = Barred(
        member_id=world.archivist, document="避1", since=day(9).date(), entered_by=world.head
    )
    world.house.keep(barred)
    outcome = await world.left(ref, day(10), acted_by=world.head)
    assert outcome.data["state"] == "accepted"
    assert world.custodies(world.labels(ref)[0])[0].opened_by == world.head


async def test_a_stranger_cannot_have_acted(world: LateRoom) -> None:
    ref = await ready(world)
    outcome = await enter_hand_over(world, ref, day(10), acted_by=world.contact)
    assert (outcome.code, outcome.data) == ("bad_value", {"field": "acted_by"})


async def test_a_certificate_hands_nothing_over(world: LateRoom) -> None:
    ref = await ready(world, mode="certify", matter="工作年限")
    assert (await world.left(ref, day(10))).data["mismatch"] == "not_handed_over"
