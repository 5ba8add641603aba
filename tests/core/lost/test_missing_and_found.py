"""查找中：当即停办，两人查找，两人比对，找到了各办件照旧往下办。
A missing volume stands still at once; two search, two compare, and what waited for it goes on.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.custody.custody import Custody
from core.custody.whereabouts import whereabouts
from core.holdings.search import reach_of
from core.lost.look import Look
from core.lost.questions import past_term
from core.lost.sighting import Sighting
from core.lost.tell_past_term import TellPastTerm
from core.members.member import Member
from core.principal import Principal
from core.requests.withdraw_request import WithdrawRequest
from tests.support.lending import a_case
from tests.support.lost import Searching


def standing(world: Searching) -> tuple[str, datetime | None]:
    """Where the archivist's search page says the volume is, since when."""
    viewer = world.house.viewer(world.archivist)
    with world.house.looking() as session:
        dossier = world.volume(world.label).dossier_id
        (found,) = whereabouts(session, [dossier], reach_of(world.archivist, viewer.grants))
    return found.volumes[0].standing, found.volumes[0].since


async def test_a_line_being_fetched_is_searched_for_at_once_and_nothing_leaves(
    world: Searching,
) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    await world.report(noticed="fetching")
    assert world.line_states(ref) == ["searching"]
    assert world.volume(world.label).lost
    assert (await world.hand_over(ref)).code == "impossible_step"


async def test_the_law_refuses_everybody_else(world: Searching) -> None:
    waiting = await a_case(world, "unit_signed")
    await world.missing()
    assert [r["law"] for r in (await world.room_review(waiting)).reasons] == ["volume_lost"]


async def test_a_volume_may_be_missing_that_nobody_asked_for(world: Searching) -> None:
    ref = await world.missing()
    search = world.search(ref)
    assert search.term_at - search.reported_at == timedelta(hours=24)
    assert [m.member_id for m in world.house.messages("volume_missed")] == [world.head]


async def test_the_message_to_the_head_names_nothing(world: Searching) -> None:
    await world.missing()
    (message,) = world.house.messages("volume_missed")
    assert world.label not in message.args
    assert world.kept.number not in message.args


async def test_one_volume_has_one_search(world: Searching) -> None:
    await world.missing()
    assert (await world.report()).code == "stale"


async def test_a_volume_that_lies_on_the_counter_is_not_missing(world: Searching) -> None:
    await a_case(world, "returned")
    assert (await world.report()).code == "impossible_step"
    assert not world.volume(world.label).lost


@pytest.mark.parametrize("more", [{"noticed": "odd"}, {"note": "长" * 201}])
async def test_what_is_reported_must_make_sense(world: Searching, more: dict[str, str]) -> None:
    assert (await world.report(**more)).code == "bad_value"
    assert (await world.report("V0")).code == "not_found"


async def test_two_people_look_and_it_is_kept(world: Searching) -> None:
    ref = await world.missing()
    archivist = world.house.get(Member, world.archivist)
    alone = await world.do("look", ref, with_whom=f" {archivist.name} ")
    assert alone.code == "same_person"
    assert (await world.do("look", ref, with_whom=" ")).code == "bad_value"
    assert (await world.do("look", ref)).done
    assert [(it.with_whom, it.place) for it in world.house.all(Look)] == [("钱五", "A 架")]


async def test_found_it_goes_back_to_its_earlier_life(world: Searching) -> None:
    case = await a_case(world, "ready")
    await world.in_state("found")
    assert (world.line_states(case), world.volume(world.label).lost) == (["waiting"], False)
    await world.show_evidence(case)
    assert (await world.hand_over(case)).done


async def test_a_loan_that_was_missing_is_counted_back_by_the_two(world: Searching) -> None:
    case = await a_case(world, "out", world.lend())
    search = await world.missing()
    assert world.line_states(case) == ["searching"]
    await world.play(search, "say_found", "clear")
    (custody,) = world.house.all(Custody)
    finder = world.house.get(Member, world.archivist)
    assert (custody.returner, custody.checked_by) == (finder.name, world.colleague)
    assert (world.line_states(case), world.request(case).state) == (["checked"], "closed")


async def test_nobody_compares_what_they_found(world: Searching) -> None:
    ref = await world.play(await world.missing(), "say_found")
    assert (await world.do("clear", ref, world.archivist)).code == "same_person"
    assert world.search(ref).state == "searching"


async def test_another_volume_is_put_back_and_the_search_goes_on(world: Searching) -> None:
    ref = await world.play(await world.missing(), "say_found", "refute")
    assert (world.search(ref).state, world.volume(world.label).lost) == ("searching", True)
    assert await world.play(ref, "say_found", "clear")
    assert [it.refuted for it in world.house.all(Sighting)] == [True, False]


async def test_what_differs_waits_for_the_head_and_her_words(world: Searching) -> None:
    ref = await world.play(await world.missing(), "say_found", "compare")
    assert world.volume(world.label).lost
    assert (await world.do("restore", ref, words=" ")).code == "bad_value"
    assert (await world.do("restore", ref, document="")).done
    assert not world.volume(world.label).lost


async def test_nothing_to_compare_is_told(world: Searching) -> None:
    assert (await world.do("clear", await world.missing())).code == "not_found"


async def test_what_is_past_its_term_is_known(world: Searching) -> None:
    ref, now = await world.missing(), world.house.clock.now()
    with world.house.looking() as session:
        assert past_term(session, now + timedelta(hours=23)) == []
        late = past_term(session, now + timedelta(hours=24), [world.room])
    assert [search.ref for search in late] == [ref]


async def test_the_heads_are_told_once_when_the_term_is_over(world: Searching) -> None:
    await world.missing()
    clock = Principal.clock()
    await world.house.do(clock, TellPastTerm())
    assert world.house.messages("search_past_term") == []
    world.house.clock.advance(hours=25)
    for _ in range(2):
        await world.house.do(clock, TellPastTerm())
    assert [m.member_id for m in world.house.messages("search_past_term")] == [world.head]


async def test_where_it_is_says_that_it_is_searched_for_since_when(world: Searching) -> None:
    await world.missing()
    assert standing(world) == ("searching", world.house.clock.now())


async def test_an_applicant_may_give_up_waiting_but_not_a_loan(world: Searching) -> None:
    waiting = await a_case(world, "ready")
    other = world.shelve("GB-00002", name="钱三")
    lent = await a_case(world, "out", world.lend(dossier=other.number))
    await world.missing()
    await world.missing(other.labels[0])
    done = await world.house.do(world.contact, WithdrawRequest(request=waiting))
    refused = await world.house.do(world.contact, WithdrawRequest(request=lent))
    assert (done.done, refused.code) == (True, "impossible_step")
