"""逐行不予办理：轮到谁签谁可以划掉几行，写明原因；其余照办，一行不剩的整件不予办理。
Whoever's turn it is may strike lines with a reason; the rest goes on, and with none left it ends.
"""

from __future__ import annotations

import pytest

from core.holdings.dossier import Dossier
from core.requests.line import Line
from core.requests.turn_away import SendBackRequest
from tests.support.lending import Lending, a_case
from tests.support.listed import asking_for, case_of, refused_lines, shelve_list, strike
from tests.support.restrictions import on_hold


@pytest.fixture
def numbers(world: Lending) -> list[str]:
    return shelve_list(world, 3)


async def signed(world: Lending, numbers: list[str]) -> str:
    return await a_case(world, "unit_signed", asking_for(world, numbers))


async def test_a_struck_line_says_who_and_why_and_the_rest_goes_on(
    world: Lending, numbers: list[str]
) -> None:
    ref = await signed(world, numbers)
    outcome = await strike(world, ref, world.head, numbers[1])
    assert outcome.data["left"] == 2
    lines = {line.dossier: (line.state, line.reason) for line in case_of(world, ref).lines}
    assert lines[numbers[1]] == ("refused", "与考察任务无关")
    assert [line.refused_by for line in world.house.all(Line)] == [None, world.head, None]
    assert case_of(world, ref).still_asked == (numbers[0], numbers[2])
    assert (await world.room_review(ref)).done
    assert [e.payload["step"] for e in world.house.log("lines_turned_down")] == ["room_review"]


async def test_when_no_line_is_left_the_request_is_refused(
    world: Lending, numbers: list[str]
) -> None:
    ref = await signed(world, numbers)
    await strike(world, ref, world.head, numbers[0])
    await strike(world, ref, world.head, *numbers[1:], reason="本批不办")
    request = world.request(ref)
    assert (request.state, request.note) == ("refused", "本批不办")
    assert world.house.log("request_turned_down") != []


async def test_every_signer_strikes_in_their_turn_and_nobody_else(
    world: Lending, numbers: list[str]
) -> None:
    ref = await a_case(world, "submitted", asking_for(world, numbers))
    assert (await strike(world, ref, world.head, numbers[0])).code == "forbidden"
    assert (await strike(world, ref, world.leader, numbers[0])).done
    await world.unit_sign(ref)
    assert (await strike(world, ref, world.leader, numbers[1])).code == "forbidden"
    assert (await strike(world, ref, world.contact, numbers[1])).code == "forbidden"


async def test_striking_the_only_cadre_of_the_authority_spares_its_signature(
    world: Lending, numbers: list[str]
) -> None:
    senior = world.shelve("GB-00501", authority="municipal").number
    ref = await a_case(world, "room_reviewed", asking_for(world, [*numbers, senior]))
    assert case_of(world, ref).next_step == "authority_approve"
    assert (await strike(world, ref, world.authority, senior)).done
    assert case_of(world, ref).next_step == "make_ready"
    assert (await world.make_ready(ref)).done


async def test_the_law_names_the_line_at_review_and_without_it_all_goes_on(
    world: Lending, numbers: list[str]
) -> None:
    ref = await signed(world, numbers)
    on_hold(world, numbers[2], "缓〔2026〕9号")
    told = refused_lines(await world.room_review(ref))
    assert told == {numbers[2]: ["dossier_on_hold"]}
    await strike(world, ref, world.head, numbers[2])
    assert (await world.room_review(ref)).done


@pytest.mark.parametrize(
    ("more", "field"), [({"reason": "  "}, "reason"), ({"reason": "长" * 301}, "reason")]
)
async def test_a_line_is_not_struck_without_a_fit_reason(
    world: Lending, numbers: list[str], more: dict[str, str], field: str
) -> None:
    ref = await signed(world, numbers)
    assert (await strike(world, ref, world.head, numbers[0], **more)).data == {"field": field}


async def test_what_is_no_waiting_line_of_the_list_changes_nothing(
    world: Lending, numbers: list[str]
) -> None:
    ref = await signed(world, numbers)
    await strike(world, ref, world.head, numbers[0])
    for wrong in (["GB-00001"], [numbers[0]], [numbers[1], "GB-99999"], []):
        assert (await strike(world, ref, world.head, *wrong)).data == {"field": "dossiers"}
    assert world.line_states(ref) == ["refused", "waiting", "waiting"]


async def test_an_old_look_strikes_nothing(world: Lending, numbers: list[str]) -> None:
    ref = await signed(world, numbers)
    seen = world.request(ref).version
    await strike(world, ref, world.head, numbers[0])
    assert (await strike(world, ref, world.head, numbers[1], seen_version=seen)).code == "stale"


async def test_a_list_that_was_sent_back_may_come_again_with_fewer_lines(
    world: Lending, numbers: list[str]
) -> None:
    ref = await a_case(world, "submitted", asking_for(world, numbers))
    seen = world.request(ref).version
    back = SendBackRequest(request=ref, reason="人数过多", seen_version=seen)
    assert (await world.house.do(world.leader, back)).done
    again = asking_for(world, numbers[:2], earlier=ref)
    assert (await world.house.do(world.contact, again)).done
    assert world.line_states(ref) == ["waiting", "waiting", "dropped"]
    assert len(world.house.all(Dossier)) == 4
