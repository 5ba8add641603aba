"""申请查档：一次一问，填到一半不丢，原因一次说全。

Applying in chat: one question at a time, half-done forms are kept, every reason is told at once.
"""

from __future__ import annotations

from tests.support.lending_world import World, a_dossier


async def test_a_contact_applies_by_answering_and_gets_a_number(world: World) -> None:
    await world.apply()
    texts = [shown.text for shown in world.chat.all(world.contact)]
    assert any("已收到，组织办〔" in t or "已收到，档办〔" in t for t in texts)
    card = await world.chat.card(world.contact, world.only_case())
    assert "待单位签批" in card.text
    assert list(card.buttons) == ["打印审批表", "撤回", "催办"]


async def test_all_reasons_are_told_at_once_and_the_form_is_kept(world: World) -> None:
    shown = await world.apply(second="")
    assert "共 1 条" in shown.text
    assert "查档人员应为 2 人以上" in shown.text
    await world.chat.choose(world.contact, "改查阅人")
    shown = await world.chat.say(world.contact, "李一")
    assert "这位同志的身份" in shown.text


async def test_one_answer_can_be_changed_without_answering_everything_again(world: World) -> None:
    await world.apply(second="")
    await world.chat.choose(world.contact, "改用途")
    await world.chat.choose(world.contact, "政治审查、发展党员、党员教育管理")
    shown = await world.chat.choose(world.contact, "跳过")
    assert shown.text.startswith("请核对，无误后点提交")


async def test_a_wrong_answer_says_what_was_expected_and_keeps_the_rest(world: World) -> None:
    await world.chat.say(world.contact, "申请查档")
    await world.chat.say(world.contact, "随便")
    before_last, last = world.chat.all(world.contact)[-2:]
    assert "这一步请填" in before_last.text
    assert "您要怎样使用档案" in last.text


async def test_a_blank_message_leaves_the_question_open(world: World) -> None:
    await world.chat.say(world.contact, "申请查档")
    shown = await world.chat.say(world.contact, "  ")
    assert "前面填的都还在" in shown.text
    assert list(shown.buttons) == ["取消"]
    assert "档案编号" in (await world.chat.say(world.contact, "在室查阅")).text


async def test_a_name_offers_masked_choices_from_the_own_unit_only(world: World) -> None:
    other = world.house.add_unit(world.room, "市水利局")
    a_dossier(world.house, world.room, other, "GB-00009", "王大川")
    await world.chat.say(world.contact, "申请查档")
    await world.chat.choose(world.contact, "在室查阅")
    shown = await world.chat.say(world.contact, "王")
    assert list(shown.buttons) == ["王** 科长 GB-00001", "上一步", "取消"]


async def test_unknown_and_flagged_dossiers_get_the_same_neutral_answer(world: World) -> None:
    unknown = await world.apply(dossier="GB-99999")
    await world.chat.say(world.contact, "取消")
    flagged = await world.apply(dossier="GB-00002")
    assert unknown.text == flagged.text
    assert "到档案室当面办理" in flagged.text


async def test_a_half_done_form_goes_on_after_leaving(world: World) -> None:
    await world.chat.say(world.contact, "申请查档")
    await world.chat.choose(world.contact, "在室查阅")
    await world.chat.say(world.contact, "办理进度")
    shown = await world.chat.say(world.contact, "申请查档")
    assert "查谁的档案" in shown.text


async def test_only_contacts_apply_in_chat(world: World) -> None:
    shown = await world.chat.say(world.leader, "申请查档")
    assert "由单位档案联络员办理" in shown.text


async def test_private_text_is_dropped_and_not_kept(world: World) -> None:
    shown = await world.chat.say(world.contact, "他的身份证是 110105 19491231 002X")
    assert "我没有保存" in shown.text
    assert all("1949" not in s.text for s in world.chat.all(world.contact))
