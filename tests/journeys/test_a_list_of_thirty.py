"""考察组带三十人名单来：三行不予办理，先取一部分、先还一部分，全部点清才办结；两种数据库都一样。
Thirty dossiers for an inspection team: three struck, part handed over, part returned, then closed.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from bot.replies.counted import counted
from core.audit.verify import verify
from core.custody.custody import Custody
from core.custody.hand_over import HandOver
from core.database import Database
from core.dispatch import Dispatch
from core.members.member import Role
from core.principal import Principal
from core.requests.withdraw_request import WithdrawRequest
from tests.support.house import House
from tests.support.lending import Lending
from tests.support.listed import a_section, asking_for, case_of, shelve_list, strike


@pytest.fixture
def world(house_url: str) -> Iterator[Lending]:
    house = House(house_url)
    yield Lending(house)
    house.close()


async def approved(world: Lending) -> str:
    """A section's list of thirty, three of them struck by head and section, ready to be fetched."""
    unit, world.contact = a_section(world)
    world.leader = world.house.add_member(Role.APPROVER, unit=unit)
    numbers = shelve_list(world, 30)
    asked = asking_for(world, numbers, unit_id=unit, source="section", purpose_detail="干部考察")
    ref: str = (await world.house.do(world.contact, asked)).data["ref"]
    await world.print_form(ref)
    assert (await strike(world, ref, world.leader, numbers[4])).done
    assert (await world.approve(ref, world.leader, "unit_sign")).done
    assert (await strike(world, ref, world.head, numbers[7], numbers[21])).done
    assert (await world.room_review(ref)).done
    assert (await world.make_ready(ref)).done
    return ref


def waiting(world: Lending, ref: str) -> list[str]:
    return [line.label for line in case_of(world, ref).lines if line.state == "waiting"]


async def hand_over(world: Lending, ref: str, labels: list[str]) -> None:
    await world.show_evidence(ref, labels=labels)
    outcome = await world.hand_over(ref, *labels)
    assert outcome.done, outcome


async def bring_back(world: Lending, labels: list[str]) -> None:
    """Scanned one after another, then counted one after another."""
    for label in labels:
        assert (await world.take_back(label)).done
    for label in labels:
        assert (await world.check(label)).done


async def test_from_the_list_to_the_last_volume(world: Lending) -> None:
    ref = await approved(world)
    labels = waiting(world, ref)
    assert len(labels) == 27
    await hand_over(world, ref, labels[:12])
    assert counted(case_of(world, ref)) == "共 30 卷，在外 12 卷，不予办理 3 卷"
    await bring_back(world, labels[:5])
    assert counted(case_of(world, ref)) == "共 30 卷，在外 7 卷，已还 5 卷，不予办理 3 卷"
    await hand_over(world, ref, labels[12:])
    await bring_back(world, labels[5:26])
    assert world.request(ref).state == "ready"
    await bring_back(world, labels[26:])
    assert world.request(ref).state == "closed"
    assert Counter(world.line_states(ref)) == {"checked": 27, "refused": 3}
    assert len(world.house.log("volume_handed_over")) == len(world.house.all(Custody)) == 27
    with world.house.looking() as session:
        assert verify(session) == []


async def test_a_struck_line_is_never_handed_over(world: Lending) -> None:
    ref = await approved(world)
    struck = [line.label for line in case_of(world, ref).lines if line.state == "refused"]
    await world.show_evidence(ref, labels=[*struck, *waiting(world, ref)])
    outcome = await world.hand_over(ref, *waiting(world, ref), *struck)
    assert outcome.code == "impossible_step"
    assert world.house.all(Custody) == []


async def test_two_archivists_at_once_hand_the_list_over_once(
    world: Lending, house_url: str
) -> None:
    ref = await approved(world)
    labels = waiting(world, ref)
    await world.show_evidence(ref, labels=labels)
    colleague = world.house.add_member(Role.ARCHIVIST, room=world.room)
    elsewhere = Dispatch(Database(house_url), world.house.law, world.house.clock)
    seen = world.request(ref).version

    def try_at(dispatch: Dispatch, who: int, n: int) -> Any:
        mine = tuple(labels[:20] if who == colleague else labels[10:])  # ten are wanted by both
        command = HandOver(request=ref, labels=mine, seen_version=seen)
        return dispatch(Principal.member(who, "counter"), command, f"race-{n}")

    here = [try_at(world.house.dispatch, world.archivist, n) for n in range(4)]
    there = [try_at(elsewhere, colleague, n) for n in range(4)]
    outcomes = await asyncio.gather(*here, *there)
    elsewhere.close()
    assert Counter(outcome.code or "done" for outcome in outcomes) == {"done": 1, "stale": 7}
    out = [custody.volume_id for custody in world.house.all(Custody)]
    assert len(out) == len(set(out))
    assert len(out) in (17, 20)


async def test_what_nobody_fetches_is_given_up_when_the_rest_is_back(world: Lending) -> None:
    ref = await approved(world)
    labels = waiting(world, ref)
    await hand_over(world, ref, labels[:3])
    await bring_back(world, labels[:3])
    assert world.request(ref).state == "ready"
    assert (await world.house.do(world.contact, WithdrawRequest(request=ref))).done
    assert world.request(ref).state == "closed"
    assert Counter(world.line_states(ref)) == {"checked": 3, "dropped": 24, "refused": 3}
