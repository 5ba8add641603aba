"""在借档案的卡片上申请延期、领导确认、负责人同意、催办；旧按钮和第二下都有回话。
Extending and urging from the cards: asked, signed, granted; old and second presses are answered.
"""

from __future__ import annotations

from core.custody.custody import Custody
from core.custody.hand_over import HandOver
from core.custody.pack_for_loan import PackForLoan
from core.custody.see_volume import SeeLabel
from core.members.room import Room
from core.requests.identify_reader import IdentifyReader
from core.requests.issue_collection_code import hash_code
from core.requests.open_case import PresentCode
from core.requests.sight_form import SightForm
from core.requests.submit_request import SubmitRequest
from tests.support.lending import FORM_TICKS, LENDING_REASON
from tests.support.lending_world import World
from tests.support.to_the_counter import READERS, a_code, label_of, ready, version


async def lent(world: World) -> str:
    """A case whose volume was lent to the contact's unit."""
    room = world.house.get(Room, world.room)
    room.lending_reasons = LENDING_REASON
    world.house.keep(room)
    command = SubmitRequest(
        unit_id=world.unit,
        dossier="GB-00001",
        mode="lend",
        purpose="personnel_work",
        purpose_detail="拟任干部考察",
        lending_reason=LENDING_REASON,
        readers=READERS,
    )
    ref = await ready(world, command)
    code, label = await a_code(world, ref), label_of(world)
    seen = SightForm(request=ref, **dict.fromkeys(FORM_TICKS, True))
    cards = [
        IdentifyReader(request=ref, ordinal=n, card_kind="work", card_last4="0021") for n in (1, 2)
    ]
    present = PresentCode(code_hash=hash_code(code))
    bag = PackForLoan(request=ref, bag="D0001", way="unit_vehicle", carriers=(1, 2))
    for step in (seen, *cards, present, SeeLabel(label=label), bag):
        assert (await world.house.do(world.archivist, step)).done
    out = HandOver(request=ref, labels=(label,), seen_version=version(world, ref))
    assert (await world.house.do(world.archivist, out)).done
    return ref


async def asked(world: World) -> str:
    ref = await lent(world)
    card = await world.chat.card(world.contact, ref)
    await world.chat.press(world.contact, card.buttons["申请延期"])
    await world.chat.choose(world.contact, "3 个工作日")
    said = await world.chat.choose(world.contact, "工作尚未办结")
    assert "单位分管领导签批" in said.text
    return ref


async def test_the_whole_way_in_chat(world: World) -> None:
    ref = await asked(world)
    before = world.house.all(Custody)[0].due_on
    card = await world.chat.card(world.leader, ref)
    assert "申请延 3 个工作日" in card.text
    assert list(card.buttons) == ["确认已签批", "不同意延期"]
    await world.chat.press(world.leader, card.buttons["确认已签批"], proven=True)
    assert "待档案部门审核" in (await world.chat.card(world.contact, ref)).text
    head = await world.chat.card(world.head, ref)
    await world.chat.press(world.head, head.buttons["同意延期"], proven=True)
    assert world.house.all(Custody)[0].due_on > before
    told = [shown.text for shown in world.chat.all(world.contact)]
    assert any("【已批准延期】" in text for text in told)


async def test_it_is_in_the_tasks_of_whose_turn_it_is(world: World) -> None:
    await asked(world)
    assert "1 件" in (await world.chat.say(world.leader, "我的待办")).text
    assert "1 件" not in (await world.chat.say(world.head, "我的待办")).text


async def test_a_second_press_and_an_old_one_are_answered(world: World) -> None:
    ref = await asked(world)
    token = (await world.chat.card(world.leader, ref)).buttons["确认已签批"]
    await world.chat.press(world.leader, token, proven=True)
    await world.chat.press(world.leader, token, proven=True)
    assert "这张卡片是旧的" in (await world.chat.last(world.leader)).text


async def test_turned_down_with_a_reason_the_card_says_so(world: World) -> None:
    ref = await asked(world)
    card = await world.chat.card(world.leader, ref)
    await world.chat.press(world.leader, card.buttons["不同意延期"])
    await world.chat.choose(world.leader, "请按期归还")
    assert "延期：不同意，请按期归还" in (await world.chat.card(world.contact, ref)).text


async def test_a_number_that_is_none_is_asked_again(world: World) -> None:
    ref = await lent(world)
    card = await world.chat.card(world.contact, ref)
    await world.chat.press(world.contact, card.buttons["申请延期"])
    assert "如 3" in (await world.chat.say(world.contact, "很多天")).text
    assert "1 到 " in (await world.chat.say(world.contact, "50")).text
    assert "理由" in (await world.chat.say(world.contact, "1")).text


async def test_too_late_is_said_at_once(world: World) -> None:
    ref = await lent(world)
    card = await world.chat.card(world.contact, ref)
    world.house.clock.advance(days=20)
    await world.chat.press(world.contact, card.buttons["申请延期"])
    assert "已过归还日期" in (await world.chat.last(world.contact)).text


async def test_urging_tells_both_and_only_once_a_day(world: World) -> None:
    await world.apply()
    ref = world.only_case()
    token = (await world.chat.card(world.contact, ref)).buttons["催办"]
    await world.chat.press(world.contact, token)
    assert "已提醒单位分管领导" in (await world.chat.last(world.contact)).text
    assert "【催办】" in (await world.chat.last(world.leader)).text
    await world.chat.press(world.contact, token)
    assert "每天只催办一次" in (await world.chat.last(world.contact)).text
