"""委托审批：领导在聊天里选人、选期限、填文号，凭密码生效；可提前结束，到期自动结束，他人无从设置。
Naming a deputy in chat: whom, until when, by which document, with the PIN; ended, or over with its day.
"""

from __future__ import annotations

import pytest

from core.members.deputy import Deputy
from core.requests.print_form import PrintForm
from tests.support.lending_world import World


@pytest.fixture
def colleague(world: World) -> int:
    return world.house.add_member(unit=world.unit, name="钱八")


async def named(world: World) -> None:
    """The leader answers every question and confirms with the PIN."""
    await world.chat.say(world.leader, "委托审批")
    label = next(k for k in (await world.chat.last(world.leader)).buttons if "钱" in k)
    assert "钱八" not in label
    await world.chat.choose(world.leader, label)
    await world.chat.choose(world.leader, "一周")
    await world.chat.say(world.leader, "委〔2026〕3号")
    last = await world.chat.last(world.leader)
    await world.chat.press(world.leader, last.buttons["确认委托"], proven=True)


async def test_the_deputy_gets_the_card_and_may_sign(world: World, colleague: int) -> None:
    await world.apply()
    ref = world.only_case()
    await world.house.do(world.contact, PrintForm(request=ref))
    await named(world)
    assert "已设置委托" in (await world.chat.last(world.leader)).text
    card = await world.chat.card(colleague, ref)
    await world.chat.press(colleague, card.buttons["确认已签批"], proven=True)
    assert (await world.chat.card(world.contact, ref)).state == "unit_signed"


async def test_it_takes_the_pin(world: World, colleague: int) -> None:
    await world.chat.say(world.leader, "委托审批")
    label = next(k for k in (await world.chat.last(world.leader)).buttons if "钱" in k)
    await world.chat.choose(world.leader, label)
    await world.chat.choose(world.leader, "三天")
    last = await world.chat.say(world.leader, "委〔2026〕3号")
    outcome = await world.chat.press(world.leader, last.buttons["确认委托"])
    assert outcome.code == "second_check_needed"
    assert world.house.all(Deputy) == []


async def test_it_is_ended_early_by_the_approver_or_by_the_deputy(
    world: World, colleague: int
) -> None:
    for who in (world.leader, colleague):
        await named(world)
        shown = await world.chat.say(who, "委托审批")
        assert "委〔2026〕3号" in shown.text
        await world.chat.choose(who, "结束委托")
        assert any("已结束委托" in it.text for it in world.chat.all(who))
    assert all(term.ended_at for term in world.house.all(Deputy))


async def test_it_is_over_with_its_day(world: World, colleague: int) -> None:
    await world.apply()
    ref = world.only_case()
    await world.house.do(world.contact, PrintForm(request=ref))
    await named(world)
    card = await world.chat.card(colleague, ref)
    world.house.clock.advance(days=8)
    await world.chat.press(colleague, card.buttons["确认已签批"], proven=True)
    assert (await world.chat.card(world.contact, ref)).state == "submitted"


async def test_nobody_but_an_approver_names_one(world: World, colleague: int) -> None:
    for who in (world.contact, world.head, world.archivist):
        assert "由审批人本人设置" in (await world.chat.say(who, "委托审批")).text


async def test_a_deputy_names_no_deputy(world: World, colleague: int) -> None:
    await named(world)
    assert "您正受托" in (await world.chat.say(colleague, "委托他人")).text


async def test_nonsense_is_asked_again(world: World, colleague: int) -> None:
    await world.chat.say(world.leader, "委托审批")
    assert "点选一位同志" in (await world.chat.say(world.leader, "随便")).text
    label = next(k for k in (world.chat.all(world.leader)[-2]).buttons if "钱" in k)
    await world.chat.press(world.leader, world.chat.all(world.leader)[-2].buttons[label])
    assert "如 2026-12-04" in (await world.chat.say(world.leader, "下个月")).text
    assert "今天或以后" in (await world.chat.say(world.leader, "2026-11-01")).text
    assert "文号" in (await world.chat.say(world.leader, "2026-12-04")).text
    assert world.house.all(Deputy) == []
