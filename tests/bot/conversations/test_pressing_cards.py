"""点卡片：每一下都有回话；旧的、别人的、点过的也一样；办完后每一份都更新。

Presses: each gets a sentence, the stale, foreign and second ones too; every copy is kept current.
"""

from __future__ import annotations

from sqlmodel import select

from core.members.member import Role
from core.requests.print_form import PrintForm
from core.requests.request import Request
from tests.support.lending_world import World


async def test_the_leader_confirms_with_the_pin_and_every_copy_moves_on(world: World) -> None:
    await world.apply()
    ref = await _printed(world)
    token = (await world.chat.card(world.leader, ref)).buttons["确认已签批"]
    assert (await world.chat.press(world.leader, token)).code == "second_check_needed"
    await world.chat.press(world.leader, token, proven=True)
    for who in (world.leader, world.contact):
        card = await world.chat.card(who, ref)
        assert card.state == "unit_signed"
        assert "确认已签批" not in card.buttons
    assert "同意" in (await world.chat.card(world.head, ref)).buttons


async def test_an_old_button_is_answered_and_changes_nothing(world: World) -> None:
    await world.apply()
    ref = await _printed(world)
    token = (await world.chat.card(world.leader, ref)).buttons["确认已签批"]
    await world.chat.press(world.leader, token, proven=True)
    await world.chat.press(world.leader, token, proven=True)
    assert "这张卡片是旧的" in (await world.chat.last(world.leader)).text


async def test_a_foreign_button_is_answered_without_saying_more(world: World) -> None:
    await world.apply()
    ref = await _printed(world)
    token = (await world.chat.card(world.leader, ref)).buttons["确认已签批"]
    await world.chat.press(world.contact, token, proven=True)
    assert "这一步不由您的账号办理" in (await world.chat.last(world.contact)).text
    assert (await world.chat.card(world.contact, ref)).state == "submitted"


async def test_confirming_is_offered_once_there_is_a_paper_to_sign(world: World) -> None:
    await world.apply()
    card = await world.chat.card(world.leader, world.only_case())
    assert "确认已签批" not in card.buttons
    assert "还没有打印审批表" in card.text
    card = await world.chat.card(world.leader, await _printed(world))
    assert "确认已签批" in card.buttons


async def test_sending_back_asks_a_reason_and_the_contact_sees_it(world: World) -> None:
    await world.apply()
    ref = await _printed(world)
    await world.chat.press(
        world.leader, (await world.chat.card(world.leader, ref)).buttons["退回补正"]
    )
    await world.chat.choose(world.leader, "请更换查阅人")
    card = await world.chat.card(world.contact, ref)
    assert card.state == "sent_back"
    assert "退回原因：请更换查阅人" in card.text
    assert list(card.buttons) == ["继续办理", "撤回"]


async def test_a_choice_pressed_twice_counts_once(world: World) -> None:
    await world.chat.say(world.contact, "申请查档")
    token = (await world.chat.last(world.contact)).buttons["在室查阅"]
    await world.chat.press(world.contact, token)
    await world.chat.press(world.contact, token)
    assert "已经点过了" in (await world.chat.last(world.contact)).text


async def test_an_invented_token_is_answered(world: World) -> None:
    await world.chat.press(world.contact, "NOSUCHTOKEN")
    assert "没有改动任何内容" in (await world.chat.last(world.contact)).text


async def test_a_flagged_dossier_never_gets_a_card(world: World) -> None:
    await world.apply(dossier="GB-00002")
    assert all(not shown.about for shown in world.chat.all(world.contact))


async def _printed(world: World) -> str:
    ref = world.only_case()
    await world.house.do(world.contact, PrintForm(request=ref))
    return ref


async def test_a_case_is_asked_for_by_its_number_by_those_whose_it_is(world: World) -> None:
    await world.apply()
    with world.house.looking() as session:
        number = session.exec(select(Request.short)).one()
    for text in (number, f"看 {number}", f"档办〔2026〕{number}号", f"{number}号办到哪了"):
        shown = await world.chat.say(world.contact, text)
        assert shown.about == world.only_case(), text
    elsewhere = world.house.add_unit(world.room, "市审计局")
    stranger = world.house.add_member(Role.UNIT_CONTACT, unit=elsewhere)
    assert f"没有 {number} 号办件" in (await world.chat.say(stranger, number)).text
