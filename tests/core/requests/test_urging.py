"""催办：催轮到的那一位，同一件每天至多一次（由数据库把住），双方各有一句话；不轮到别人时无从催起。
Urging: whoever's turn it is, at most once a calendar day per case, held by the database.
"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from core.custody.ask_extension import AskExtension
from core.members.member import Role
from core.outcome import Outcome
from core.requests.turn_away import SendBackRequest
from core.requests.urge_case import UrgeCase
from core.requests.urging import Urging
from tests.support.lending import Lending, a_case


async def urge(world: Lending, ref: str, who: int = 0) -> Outcome:
    return await world.house.do(who or world.contact, UrgeCase(request=ref))


@pytest.mark.parametrize(
    ("state", "whose"),
    [
        ("submitted", "leader"),
        ("unit_signed", "head"),
        ("room_reviewed", "archivist"),
    ],
)
async def test_whose_turn_it_is_hears_of_it(world: Lending, state: str, whose: str) -> None:
    ref = await a_case(world, state)
    assert (await urge(world, ref)).done
    assert [m.member_id for m in world.house.messages("urged")] == [getattr(world, whose)]


async def test_once_a_calendar_day_whoever_urges(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    assert (await urge(world, ref)).done
    assert (await urge(world, ref)).code == "urged_today"
    assert (await urge(world, ref, world.archivist)).code == "urged_today"
    world.house.clock.advance(days=1)
    assert (await urge(world, ref, world.archivist)).done
    assert len(world.house.log("request_urged")) == 2


async def test_the_database_holds_it(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    await urge(world, ref)
    (row,) = world.house.all(Urging)
    twice = Urging(**row.model_dump())
    with pytest.raises(IntegrityError):
        world.house.keep(twice)


async def test_the_room_urges_the_applicant_where_it_is_theirs(world: Lending) -> None:
    ready = await a_case(world, "ready")
    assert (await urge(world, ready)).code == "impossible_step"
    assert (await urge(world, ready, world.archivist)).data["step"] == "collect"
    back = await a_case(world, "submitted", world.application(dossier=_another(world)))
    command = SendBackRequest(request=back, reason="补", seen_version=world.request(back).version)
    await world.house.do(world.leader, command)
    assert (await urge(world, back, world.head)).data["step"] == "again"


async def test_an_extension_that_waits_is_urged_too(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    assert (await urge(world, ref)).code == "impossible_step"
    version = world.request(ref).version
    asked = AskExtension(request=ref, days=3, reason="未办结", seen_version=version)
    await world.house.do(world.contact, asked)
    assert (await urge(world, ref)).data["step"] == "extend_unit_sign"
    assert [m.member_id for m in world.house.messages("urged")] == [world.leader]


async def test_what_has_ended_waits_for_nobody(world: Lending) -> None:
    ref = await a_case(world, "closed")
    assert (await urge(world, ref)).code == "impossible_step"


async def test_another_units_people_cannot_urge(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    stranger = world.house.add_member(Role.UNIT_CONTACT, unit=world.house.add_unit(world.room))
    assert (await urge(world, ref, stranger)).code == "forbidden"


def _another(world: Lending) -> str:
    return world.shelve("GB-00002", name="孙二").number
