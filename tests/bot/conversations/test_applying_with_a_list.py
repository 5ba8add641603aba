"""聊天里一次查几个人：编号一起写；有几行不行的，逐行说明，可以去掉这几人、其余提交；卡片只报卷数。
A list in chat, by numbers: refused lines are named, the rest may go on; the card counts volumes.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.members.member import Role
from core.members.units import Unit
from core.requests.request import Request
from tests.support.chat import Shown
from tests.support.lending_world import World, a_dossier


@pytest.fixture
def numbers(world: World) -> list[str]:
    for n in (3, 4, 5):
        a_dossier(world.house, world.room, world.unit, f"GB-0000{n}", f"名单{n}")
    return ["GB-00001", "GB-00003", "GB-00004", "GB-00005"]


async def apply(world: World, text: str, who: int = 0) -> Shown:
    asking = replace(world, contact=who or world.contact)
    return await asking.apply(dossier=text)


async def test_numbers_written_together_are_one_request(world: World, numbers: list[str]) -> None:
    shown = await apply(world, "、".join(numbers))
    assert "已收到" in " ".join(shown.lines) or "已提交" in " ".join(shown.lines)
    assert len(world.house.all(Request)) == 1


async def test_refused_lines_are_named_and_the_rest_goes_on(
    world: World, numbers: list[str]
) -> None:
    a_dossier(world.house, world.room, world.unit, "GB-00009", "李一")
    shown = await apply(world, f"{' '.join(numbers)} GB-00009，GB-00002 gb-99999")
    said = "\n".join(shown.lines)
    assert "名单中有 3 人暂不能办" in said
    neutral = [
        line.split("：", 1)[1] for line in shown.lines if line[:8] in ("GB-00002", "GB-99999")
    ]
    assert len(neutral) == 2
    assert len(set(neutral)) == 1
    await world.chat.choose(world.contact, "去掉这几人，其余提交")
    (request,) = world.house.all(Request)
    assert request.state == "submitted"


async def test_the_card_counts_the_volumes(world: World, numbers: list[str]) -> None:
    await apply(world, " ".join(numbers))
    card = await world.chat.card(world.contact, world.only_case())
    assert "卷数：共 4 卷" in card.lines


async def test_more_than_sixty_are_asked_for_again(world: World) -> None:
    chat, who = world.chat, world.contact
    await chat.say(who, "申请查档")
    await chat.choose(who, "在室查阅")
    shown = await chat.say(who, " ".join(f"GB-{n:05d}" for n in range(61)))
    assert "60" in " ".join(shown.lines)
    assert "查谁的档案" in " ".join(shown.lines)


async def test_an_inspection_team_asks_as_a_section(world: World, numbers: list[str]) -> None:
    team = world.house.keep(Unit(name="干部考察组", room_id=world.room, nature="section"))
    member = world.house.add_member(Role.UNIT_CONTACT, unit=team)
    await apply(world, " ".join(numbers), member)
    assert [r.source for r in world.house.all(Request)] == ["section"]
