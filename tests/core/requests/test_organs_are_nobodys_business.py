"""办案机关的办件：除负责人外，谁的清单、卡片、检索里都没有；库里只答“在库外，暂不提供”。
An organ's case stands in no list, card or search but the head's; holdings only say it is out.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.web.desk.listed import Filters, count, found
from core.custody.whereabouts import Standing, whereabouts
from core.errors import NotFound
from core.holdings.search import reach_of
from core.members.member import Role
from core.outbox.addressee import Addressee
from core.requests.closing import still_reading
from core.requests.counter_lists import counter_lists
from core.requests.lists import desk_list, out_now, under_way, waiting_for
from core.requests.request import Request, Source
from tests.support.clock import MORNING
from tests.support.lending import LENDING_REASON, Lending
from tests.support.organs import an_organs_case

TODAY = MORNING.date()
STATES = ("submitted", "room_reviewed", "ready", "out", "returned", "closed")


def everybody_else(world: Lending) -> dict[str, int]:
    """All who could come across it: of the unit, of the room, above it, and an officer."""
    return {
        "contact": world.contact,
        "leader": world.leader,
        "archivist": world.archivist,
        "authority": world.authority,
        "minister": world.house.add_member(Role.APPROVER),
        "administrator": world.house.add_member(Role.ADMINISTRATOR),
    }


def lists_of(world: Lending, member_id: int) -> set[str]:
    """Every list that this member can open, together."""
    viewer = world.house.viewer(member_id)
    seen: list[str] = []
    with world.house.looking() as session:
        for question in (waiting_for, under_way, out_now, desk_list):
            seen += question(session, viewer)
        for words in ({}, {"closed": "1"}, {"out": "1"}, {"overdue": "1"}, {"mine": "1"}):
            later = TODAY + timedelta(days=40)
            seen += found(session, viewer, Filters.of(words), later)[0]
            assert count(session, viewer, next(iter(words), "all"), later) <= len(seen)
        rooms, headed = viewer.rooms, viewer.headed
        at_counter = counter_lists(session, rooms, TODAY, headed)
        seen += [ref for refs in at_counter.values() for ref in refs]
    return set(seen)


@pytest.mark.parametrize("state", STATES)
async def test_it_stands_in_no_list_but_the_heads(world: Lending, state: str) -> None:
    ref = await an_organs_case(world, state)
    seen = {who: lists_of(world, member) for who, member in everybody_else(world).items()}
    assert {who: refs for who, refs in seen.items() if refs} == {}
    assert lists_of(world, world.head) == {ref}


async def test_no_card_goes_to_anyone_but_the_head(world: Lending) -> None:
    await an_organs_case(world, "closed")
    assert {it.member_id for it in world.house.all(Addressee)} == {world.head}
    assert {m.member_id for m in world.house.messages("case_card")} == {world.head}


async def test_the_holdings_say_that_it_is_out_and_no_more(world: Lending) -> None:
    await an_organs_case(world, "out")
    for who, standing in ((world.archivist, Standing.WITHHELD), (world.head, "reading")):
        with world.house.looking() as session:
            reach = reach_of(who, world.house.viewer(who).grants)
            (dossier,) = whereabouts(session, [1], reach)
        assert dossier.volumes[0].standing == standing
        assert bool(dossier.volumes[0].case) == (who == world.head)


async def test_whatever_it_is_for_the_source_alone_keeps_it_quiet(world: Lending) -> None:
    await an_organs_case(world, "out", purpose="personnel_work")
    with world.house.looking() as session:
        reach = reach_of(world.archivist, world.house.viewer(world.archivist).grants)
        assert whereabouts(session, [1], reach)[0].volumes[0].standing == Standing.WITHHELD


async def test_the_list_at_closing_time_does_not_name_it(world: Lending) -> None:
    await an_organs_case(world, "out")
    evening = world.house.clock.now() + timedelta(hours=12)
    with world.house.looking() as session:
        assert still_reading(session, [world.room], evening, 30) == []


async def test_the_unit_cannot_open_it_even_by_its_reference(world: Lending) -> None:
    from bot.web.api.cases import case_for

    ref = await an_organs_case(world, "ready")
    with world.house.looking() as session:
        for member in (world.contact, world.leader):
            with pytest.raises(NotFound):
                case_for(session, ref, world.house.viewer(member))
        assert case_for(session, ref, world.house.viewer(world.archivist)).ref == ref


async def test_its_overdue_loan_refuses_the_unit_nothing(world: Lending) -> None:
    await an_organs_case(world, "out", mode="lend", lending_reason=LENDING_REASON)
    world.house.clock.advance(days=61)
    other = world.shelve("GB-00002", name="孙二").number
    outcome = await world.submit(dossier=other)
    assert "unit_has_overdue_loan" not in [r["law"] for r in outcome.reasons]
    assert outcome.done


async def test_the_head_makes_it_ready_and_an_archivist_may_where_it_lies_in_hand(
    world: Lending,
) -> None:
    for who in (world.head, world.archivist):
        number = world.shelve(f"GB-00{who:03d}", name="钱三").number
        ref = await an_organs_case(world, "room_reviewed", dossier=number)
        assert (await world.make_ready(ref, who)).done
    assert {r.source for r in world.house.all(Request)} == {Source.ORGAN}
