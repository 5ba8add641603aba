"""批量查阅：一份申请附一份名单，制度逐行问，哪一行不行、为什么，一次说全；不便说的一个样。
A list of dossiers in one request: the law is asked per line, every refused line is named with why.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest

from core.holdings.cadre import Cadre
from core.holdings.dossier import Secrecy
from core.requests.request import Request
from tests.support.lending import TWO, Lending
from tests.support.listed import a_section, asking_for, case_of, refused_lines, shelve_list


async def test_a_list_opens_a_line_for_every_volume_of_every_dossier(world: Lending) -> None:
    numbers = shelve_list(world, 3, volumes=2)
    outcome = await world.house.do(world.contact, asking_for(world, [*numbers, numbers[0]]))
    case = case_of(world, outcome.data["ref"])
    assert (case.dossiers, len(case.lines), case.is_list) == (tuple(numbers), 6, True)


async def test_more_than_sixty_dossiers_are_too_many(world: Lending) -> None:
    numbers = [f"GB-{n:05d}" for n in range(61)]
    outcome = await world.house.do(world.contact, asking_for(world, numbers))
    assert outcome.data == {"field": "further"}


async def test_the_answer_names_the_line_that_is_refused_and_why(world: Lending) -> None:
    numbers = shelve_list(world, 3)
    theirs = world.shelve("GB-00200", name=TWO[0].name).number
    outcome = await world.house.do(world.contact, asking_for(world, [*numbers, theirs]))
    assert refused_lines(outcome) == {theirs: ["reader_is_subject"]}
    assert world.house.all(Request) == []


async def test_the_rest_goes_through_without_the_refused_lines(world: Lending) -> None:
    numbers = shelve_list(world, 3)
    assert (await world.house.do(world.contact, asking_for(world, numbers[:2]))).done


SENSITIVE = ("nobody's", "another unit's", "a work secret", "a state secret")


@pytest.fixture
def hidden(world: Lending) -> dict[str, str]:
    other = world.house.add_unit(world.room)
    return {
        SENSITIVE[0]: "GB-99999",
        SENSITIVE[1]: world.shelve("GB-00301", unit=other).number,
        SENSITIVE[2]: world.shelve("GB-00302", secrecy=Secrecy.WORK_SECRET).number,
        SENSITIVE[3]: world.shelve("GB-00303", secrecy=Secrecy.SECRET).number,
    }


@pytest.mark.parametrize("changes", [{}, {"readers": TWO[:1]}, {"purpose": "curiosity"}])
async def test_sensitive_lines_are_told_alike_and_without_a_cause(
    world: Lending, hidden: dict[str, str], changes: dict[str, Any]
) -> None:
    numbers = shelve_list(world, 2)
    told = []
    for cause in SENSITIVE:
        asked = asking_for(world, [*numbers, hidden[cause]], **changes)
        outcome = await world.house.do(world.contact, asked)
        assert refused_lines(outcome)[hidden[cause]] == ["at_the_window"]
        said = outcome.to_json().replace(hidden[cause], "GB-?").replace(outcome.decision, "D")
        told.append(said)
    assert len(set(told)) == 1


async def test_a_list_of_nothing_but_sensitive_lines_is_no_list_at_all(
    world: Lending, hidden: dict[str, str]
) -> None:
    outcome = await world.house.do(world.contact, asking_for(world, list(hidden.values())))
    assert (outcome.code, outcome.data) == ("not_found", {})


async def test_a_dossier_of_another_room_is_a_line_of_its_own_elsewhere(world: Lending) -> None:
    numbers = shelve_list(world, 1)
    elsewhere = copy(world)
    elsewhere.room = world.house.add_room()
    away = elsewhere.shelve("GB-00401").number
    outcome = await world.house.do(world.archivist, asking_for(world, [*numbers, away]))
    assert refused_lines(outcome) == {away: ["at_the_window"]}


async def test_one_cadre_of_the_authority_makes_the_whole_list_wait_for_it(world: Lending) -> None:
    numbers = shelve_list(world, 2)
    senior = world.shelve("GB-00501", authority="municipal").number
    ref = (await world.house.do(world.contact, asking_for(world, [*numbers, senior]))).data["ref"]
    assert world.request(ref).authority_needed


async def test_a_section_asks_for_people_of_any_unit_of_the_room(world: Lending) -> None:
    unit, contact = a_section(world)
    numbers = shelve_list(world, 2)
    asked = asking_for(world, numbers, unit_id=unit, source="section")
    assert (await world.house.do(contact, asked)).done


async def test_a_unit_that_calls_itself_a_section_still_asks_for_its_own_only(
    world: Lending,
) -> None:
    other = world.house.add_unit(world.room)
    number = world.shelve("GB-00601", unit=other).number
    outcome = await world.house.do(world.contact, asking_for(world, [number], source="section"))
    assert outcome.code == "not_found"
    assert len(world.house.all(Cadre)) == 2
