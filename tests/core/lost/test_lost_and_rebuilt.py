"""未找到：负责人确认，当即报告上级；批准后补建，新卷新号；后来找到由上级定，两边的历史都留。
Not found: the head confirms and reports at once; rebuilt by approval under a new number; found later
the superior decides, and both histories are kept. TL2018 Art. 22, office-practice F11.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from core.custody.whereabouts import whereabouts
from core.holdings.dossier import Dossier, Volume
from core.holdings.search import reach_of
from core.lost.frozen_slot import FrozenSlot
from core.lost.loss_report import LossReport
from core.lost.rebuilding import RebuiltVolume
from core.lost.search import Search
from core.principal import Principal
from core.requests.closing import still_reading
from core.requests.expire_uncollected import ExpireUncollected
from tests.support.lending import a_case
from tests.support.listed import case_of
from tests.support.lost import SPARE, Searching


async def test_the_head_confirms_after_somebody_looked(world: Searching) -> None:
    ref = await world.missing()
    assert (await world.do("confirm_lost", ref)).code == "impossible_step"
    await world.do("look", ref)
    assert (await world.do("confirm_lost", ref, world.archivist)).code == "forbidden"
    assert (await world.do("confirm_lost", ref)).done


async def test_a_loss_is_confirmed_with_the_pin(world: Searching) -> None:
    ref = await world.play(await world.missing(), "look")
    step = world.step("confirm_lost", ref)
    unproven = await world.house.do(world.head, step, proven=False)
    assert unproven.code == "second_check_needed"


async def test_before_the_term_a_reason_is_asked_and_afterwards_none(world: Searching) -> None:
    ref = await world.play(await world.missing(), "look")
    assert (await world.do("confirm_lost", ref, early_reason="")).code == "bad_value"
    world.house.clock.advance(hours=24)
    assert (await world.do("confirm_lost", ref, early_reason="")).done
    assert world.search(ref).early_reason == ""


async def test_the_report_has_number_time_and_addressee_and_each_printing_is_logged(
    world: Searching,
) -> None:
    ref = await world.in_state("lost")
    (report,) = world.house.all(LossReport)
    assert report.number.startswith("组档报〔2026〕")
    assert (report.addressee, report.printed_at) == ("省委组织部", None)
    await world.play(ref, "print_report", "print_report")
    assert [it.payload["first"] for it in world.house.log("loss_report_printed")] == [True, False]
    assert world.house.all(LossReport)[0].printed_at is not None


async def test_the_shelf_rests_until_two_counted_it(world: Searching) -> None:
    ref = await world.in_state("lost")
    frozen = {slot.slot_id for slot in world.house.all(FrozenSlot) if slot.checked_at is None}
    assert frozen == {world.slots["A-01-1"], world.slots[SPARE]}
    assert (await world.do("check_shelf", ref)).done
    assert all(slot.with_whom == "钱五" for slot in world.house.all(FrozenSlot))
    assert (await world.do("check_shelf", ref)).code == "not_found"


async def test_a_neighbour_is_handed_over_once_the_shelf_was_counted(world: Searching) -> None:
    neighbour = world.shelve("GB-00002", name="钱三")
    world.put(neighbour.labels[0], SPARE)
    case = await a_case(world, "ready", world.application(dossier=neighbour.number))
    ref = await world.in_state("lost")
    await world.show_evidence(case)
    assert [reason["law"] for reason in (await world.hand_over(case)).reasons] == ["shelf_frozen"]
    await world.do("check_shelf", ref)
    await world.show_evidence(case)
    assert (await world.hand_over(case)).done


async def test_found_while_it_is_being_reported_lost_is_noticed(world: Searching) -> None:
    ref = await world.play(await world.missing(), "look")
    shown_to_the_head = world.search(ref).version
    await world.do("say_found", ref)
    stale = await world.do("confirm_lost", ref, seen_version=shown_to_the_head)
    assert stale.code == "stale"
    assert (await world.do("confirm_lost", ref)).code == "impossible_step"
    assert world.house.all(LossReport) == []


async def test_confirmed_while_it_is_being_compared_asks_the_superior(world: Searching) -> None:
    ref = await world.play(await world.in_state("lost"), "say_found", "clear")
    assert world.search(ref).state == "compared"
    assert (await world.do("restore", ref, document=" ")).code == "bad_value"
    assert (await world.do("set_aside", ref)).code == "impossible_step"
    assert (await world.do("restore", ref)).done


async def test_a_rebuilt_volume_is_new_marked_and_numbered_on(world: Searching) -> None:
    await world.in_state("rebuilt")
    (mark,) = world.house.all(RebuiltVolume)
    old, new = world.house.get(Volume, mark.replaces), world.house.get(Volume, mark.volume_id)
    assert (old.ordinal, new.ordinal, mark.basis) == (1, 2, "组复〔2026〕9号")
    assert old.label != new.label
    assert (old.lost, new.lost) == (True, False)


async def test_rebuilding_waits_for_every_source(world: Searching) -> None:
    ref = await world.play(await world.in_state("lost"), "approve_rebuilding")
    assert (await world.do("shelve_rebuilt", ref)).code == "impossible_step"
    await world.play(ref, "ask_source")
    assert (await world.do("shelve_rebuilt", ref)).code == "impossible_step"
    await world.play(ref, "settle_source")
    assert (await world.do("settle_source", ref)).code == "stale"
    assert (await world.do("shelve_rebuilt", ref)).done


@pytest.mark.parametrize("more", [{"slot": "Z-9"}, {"pieces": 0}, {"with_whom": ""}])
async def test_a_rebuilt_volume_needs_a_slot_a_count_and_two_people(
    world: Searching, more: dict[str, object]
) -> None:
    ref = await world.play(await world.in_state("rebuilding"), "settle_source")
    assert (await world.do("shelve_rebuilt", ref, **more)).code == "bad_value"
    assert world.house.all(RebuiltVolume) == []


async def test_found_later_the_superior_decides_and_both_are_kept(world: Searching) -> None:
    ref = await world.play(await world.in_state("compared"), "restore")
    (mark,) = world.house.all(RebuiltVolume)
    old, new = world.house.get(Volume, mark.replaces), world.house.get(Volume, mark.volume_id)
    assert (old.lost, new.lost) == (False, True)
    assert mark.set_aside_at == world.search(ref).ended_at


def standings(world: Searching) -> list[tuple[int, bool, str]]:
    with world.house.looking() as session:
        dossier = session.exec(select(Dossier.id).where(Dossier.number == "GB-00001")).one()
        reach = reach_of(world.archivist, world.house.viewer(world.archivist).grants)
        (found,) = whereabouts(session, [dossier or 0], reach)
    return [(it.ordinal, it.rebuilt, it.standing) for it in found.volumes]


async def test_where_it_is_tells_the_lost_the_rebuilt_and_the_one_set_aside(
    world: Searching,
) -> None:
    ref = await world.in_state("rebuilt")
    assert standings(world) == [(1, False, "lost"), (2, True, "in_store")]
    await world.play(ref, "say_found", "compare")
    assert standings(world) == [(1, False, "searching"), (2, True, "in_store")]
    await world.play(ref, "restore")
    assert standings(world) == [(1, False, "in_store"), (2, True, "set_aside")]


@pytest.mark.parametrize(("decided", "ordinal"), [("rebuilt", 2), ("restore", 1), ("set_aside", 2)])
async def test_what_is_asked_for_afterwards_is_the_volume_that_serves(
    world: Searching, decided: str, ordinal: int
) -> None:
    ref = await world.in_state("rebuilt")
    await world.do("check_shelf", ref)
    if decided != "rebuilt":
        await world.play(ref, "say_found", "compare", decided)
    (line,) = case_of(world, await a_case(world, "out")).lines
    assert (line.ordinal, line.state) == (ordinal, "reading")


async def test_a_rebuilt_volume_is_called_so_when_the_room_closes(world: Searching) -> None:
    await world.in_state("rebuilt")
    await world.do("check_shelf", world.house.all(Search)[0].ref)
    await a_case(world, "out")
    evening = world.house.clock.now() + timedelta(hours=12)
    with world.house.looking() as session:
        (read,) = still_reading(session, [world.room], evening, 30)
    assert (read.ordinal, read.rebuilt) == (2, True)


async def test_set_aside_the_old_one_is_never_handed_out_again(world: Searching) -> None:
    await world.in_state("set_aside")
    assert world.volume(world.label).lost
    assert (await world.report()).code == "impossible_step"


STATEMENTS = {
    "removed": delete(Volume).where(col(Volume.lost)),
    "relabelled": update(Volume).where(col(Volume.lost)).values(label="VAAAAAAAAAAA"),
    "renumbered": update(Volume).where(col(Volume.lost)).values(ordinal=9),
}


@pytest.mark.parametrize("how", STATEMENTS)
async def test_nothing_of_a_missed_volume_is_used_again(world: Searching, how: str) -> None:
    await world.in_state("rebuilt")
    with world.house.database.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(STATEMENTS[how])


async def test_a_case_does_not_wait_for_ever_for_what_is_lost(world: Searching) -> None:
    case = await a_case(world, "ready")
    ref = await world.missing()
    world.house.clock.advance(days=30)
    clock = Principal.clock()
    await world.house.do(clock, ExpireUncollected())
    assert world.request(case).state == "ready"
    await world.play(ref, "look", "confirm_lost")
    await world.house.do(clock, ExpireUncollected(), "next evening")
    assert (world.request(case).state, world.line_states(case)) == ("not_collected", ["dropped"])


async def test_a_source_has_a_letter_and_a_term_ahead(world: Searching) -> None:
    ref = await world.play(await world.in_state("lost"), "approve_rebuilding")
    yesterday = (world.house.clock.now() - timedelta(days=2)).date()
    for more in ({"due_on": yesterday}, {"kind": "odd"}, {"letter": ""}):
        assert (await world.do("ask_source", ref, **more)).code == "bad_value"
