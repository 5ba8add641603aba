"""组织认定、涉嫌造假：负责人凭文件录入，另一人核对文件后才算；涉嫌造假即暂缓办理，认定后解除。
An organ's decision is entered by the head and compared by another; suspicion lets the dossier rest.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from core.holdings.hold import Hold
from core.keyfacts.decide_difference import CompareDecision
from core.keyfacts.difference import FactDecision, Finding
from core.keyfacts.questions import item_of
from core.keyfacts.record_shown_fact import WithdrawShownFact
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.system_update import SystemUpdate
from tests.support.keyfacts import SETTLED, SUSPECT, KeyFacts


async def test_the_second_word_moves_it_and_not_the_first(world: KeyFacts) -> None:
    ref = await world.doubtful()
    assert (await world.enter(ref, "settle", SETTLED, value="1986.08")).done
    assert world.item(ref).state == "doubtful"
    assert (await world.compare(ref, who=world.head)).code == "same_person"
    assert (await world.compare(ref)).data["state"] == "settled"
    item = world.item(ref)
    assert (item.decided_by, item.confirmed_by) == (world.head, world.archivist)
    assert item.document == SETTLED


async def test_only_a_head_enters_and_only_from_the_paper(world: KeyFacts) -> None:
    ref = await world.doubtful()
    assert (await world.enter(ref, "suspect", SUSPECT, who=world.archivist)).code == "forbidden"
    assert (await world.enter(ref, "suspect", " ")).data["field"] == "document"
    assert (await world.enter(ref, "suspect", SUSPECT, organ="")).data["field"] == "organ"
    late = {"dated": world.house.clock.now().date() + timedelta(days=2)}
    assert (await world.enter(ref, "suspect", SUSPECT, **late)).data["field"] == "dated"
    assert (await world.enter(ref, "doubt", SUSPECT)).data["field"] == "step"
    assert world.house.all(FactDecision) == []
    assert world.house.all(Hold) == []


async def test_a_bare_difference_is_not_decided(world: KeyFacts) -> None:
    ref = await world.differing()
    for step in ("settle", "suspect"):
        assert (await world.enter(ref, step, SUSPECT, value="1986.08")).code == "impossible_step"


async def test_suspicion_lets_the_dossier_rest_from_the_first_entry(world: KeyFacts) -> None:
    ref = await world.doubtful()
    await world.enter(ref, "suspect", SUSPECT)
    (hold,) = world.house.all(Hold)
    assert (hold.dossier_id, hold.document, hold.confirmed_by) == (world.dossier, SUSPECT, None)
    assert world.item(ref).state == "doubtful"
    await world.compare(ref)
    (hold,) = world.house.all(Hold)
    assert (world.item(ref).state, hold.confirmed_by) == ("suspected", world.archivist)


async def test_the_organs_decision_lifts_it_at_the_second_word(world: KeyFacts) -> None:
    ref = await world.suspected()
    await world.enter(ref, "settle", SETTLED, value="1986.08")
    (hold,) = world.house.all(Hold)
    assert hold.lifted_at is None
    await world.compare(ref)
    (hold,) = world.house.all(Hold)
    assert (hold.lift_document, hold.lifted_by) == (SETTLED, world.archivist)
    assert world.item(ref).state == "settled"


async def test_a_hold_that_serves_two_suspicions_stays_until_both_are_settled(
    world: KeyFacts,
) -> None:
    born = await world.suspected()
    work = str((await world.show("2006.07", "began_work")).data["difference"])
    await world.doubt(work)
    assert (await world.enter(work, "suspect", SUSPECT)).done
    assert (await world.compare(work)).done
    for ref, value, lifted in ((born, "1986.08", False), (work, "2006.07", True)):
        await world.enter(ref, "settle", SETTLED, value=value)
        await world.compare(ref)
        (hold,) = world.house.all(Hold)
        assert (hold.lifted_at is not None) is lifted


async def test_a_paper_that_says_otherwise_voids_the_entry(world: KeyFacts) -> None:
    ref = await world.doubtful()
    await world.enter(ref, "settle", SETTLED, value="1986.08")
    assert (await world.enter(ref, "settle", SETTLED, value="1986.09")).code == "impossible_step"
    assert (await world.compare(ref, agrees=False)).data["state"] == "doubtful"
    assert (await world.compare(ref)).code == "impossible_step"
    assert (await world.enter(ref, "settle", SETTLED, value="1986.09")).done


async def test_of_two_comparisons_at_once_one_counts(world: KeyFacts) -> None:
    ref = await world.doubtful()
    await world.enter(ref, "settle", SETTLED, value="1986.08")
    outcomes = await asyncio.gather(world.compare(ref), world.compare(ref))
    assert sorted(it.code for it in outcomes) == ["", "stale"]
    assert len(world.house.all(SystemUpdate)) == 1


async def test_every_step_asks_for_the_second_check(world: KeyFacts) -> None:
    ref = await world.doubtful()
    compare = CompareDecision(difference=ref, seen_version=world.item(ref).version, agrees=True)
    outcome = await world.house.do(world.archivist, compare, proven=False)
    assert outcome.code == "second_check_needed"


async def test_what_was_mistyped_is_ended_by_a_person_once_all_agrees(world: KeyFacts) -> None:
    ref = await world.differing()
    assert (await world.correct(ref)).code == "impossible_step"
    (shown,) = world.house.all(ShownFact)
    await world.house.do(world.archivist, WithdrawShownFact(shown=shown.ref))
    assert world.item(ref).state == "differing"
    assert (await world.correct(ref)).data["state"] == "corrected"


async def test_a_cause_is_what_a_person_wrote_about_a_date_of_birth(world: KeyFacts) -> None:
    ref = await world.differing()
    assert (await world.find(ref, cause="calendar")).code == "impossible_step"
    await world.doubt(ref)
    assert (await world.find(ref, cause="calendar")).done
    assert (await world.find(ref, cause="guess")).data["field"] == "cause"
    assert [it.cause for it in world.house.all(Finding)] == ["calendar"]
    work = str((await world.show("2006.07", "began_work")).data["difference"])
    await world.doubt(work)
    assert (await world.find(work, cause="slip")).data["field"] == "cause"


async def test_what_is_settled_stays_settled_until_something_new_is_shown(world: KeyFacts) -> None:
    await world.settled("1986.08")
    for known in ("1986.08.12", "1985.08", "1986.08"):
        assert (await world.show(known)).data["difference"] == ""
    assert (await world.show("1984.08")).data["difference"] != ""


async def test_suspicion_is_known_to_the_head_and_to_whoever_takes_part(world: KeyFacts) -> None:
    ref = await world.suspected()
    with world.house.looking() as session:
        item = item_of(session, ref, [world.room], world.head)
    other = world.house.add_member()
    assert item.may_know_of_suspicion(other, is_head=True)
    assert item.may_know_of_suspicion(world.archivist, is_head=False)
    assert not item.may_know_of_suspicion(other, is_head=False)
