"""可说到哪一级：tickets 级不下载文件，一组图只答一次，改过的消息不再办；只有取档码的照片例外，看完即弃。
At `tickets` a file is not downloaded and an album is answered once; an edit is no second execution;
the photo of a collection code, sent by an archivist of its room, is the one exception.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlmodel import SQLModel

from bot.channels.telegram.rows import TelegramUpdate
from bot.channels.webchat.collection import new_collection_code
from bot.conversations.sent_file import SentFile
from bot.replies.qr import qr_png
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.request import Request
from tests.support.lending import a_case
from tests.support.telegram_world import TelegramWorld

ARCHIVIST_CHAT = 7003
MEBIBYTE = 1024 * 1024


def a_photo(file_id: str, size: int = 1000) -> dict[str, Any]:
    photo = {"file_id": file_id, "file_unique_id": f"u{file_id}", "width": 9, "height": 9}
    return {"photo": [{**photo, "file_size": size}]}


def a_document(file_id: str, size: int) -> dict[str, Any]:
    named = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": "王小明.pdf"}
    return {"document": {**named, "mime_type": "application/pdf", "file_size": size}}


def nothing_fetched(world: TelegramWorld) -> bool:
    return world.api.called("getFile") == []


async def sent(world: TelegramWorld, chat: int, what: dict[str, Any], **more: Any) -> str:
    before = len(world.api.chat(chat))
    await world.api.send_file(chat, what, **more)
    return (await world.next(chat, before)).text


async def a_ready_code(world: TelegramWorld) -> tuple[str, str]:
    """A case that is ready, and its code; gives the case's number and the code."""
    ref, code = await a_case(world.lending, "ready"), new_collection_code()
    command = IssueCollectionCode(request=ref, carrier="screen", code_hash=hash_code(code))
    assert (await world.lending.house.do(world.lending.contact, command)).done
    return world.lending.request(ref).number, code


def a_picture_of(world: TelegramWorld, code: str) -> dict[str, Any]:
    picture = BytesIO()
    Image.open(BytesIO(qr_png(code))).convert("RGB").save(picture, "JPEG")
    world.api.files["code"] = picture.getvalue()
    return a_photo("code", len(picture.getvalue()))


async def test_a_file_is_not_downloaded_and_the_way_to_hand_it_in_is_told(
    world: TelegramWorld,
) -> None:
    chat = world.contact()
    said = await sent(world, chat, a_document("one", 5000))
    assert "没有下载" in said
    assert "材料移交清单" in said
    assert nothing_fetched(world)


async def test_neither_the_files_name_nor_its_caption_is_kept(world: TelegramWorld) -> None:
    chat = world.contact()
    document = a_document("one", 5000) | {"caption": "王小明的任免表"}
    await sent(world, chat, document)
    assert "王小明" not in everything(world)


async def test_an_album_gets_one_answer_and_late_parts_join_it(world: TelegramWorld) -> None:
    chat = world.contact()
    for nth in range(4):
        await world.api.send_file(chat, a_photo(f"p{nth}"), media_group_id="g1")
    said = (await world.next(chat, 0)).text
    assert "4 个文件" in said
    await world.api.send_file(chat, a_photo("late"), media_group_id="g1")
    assert "申请查档" in [b["text"] for b in (await world.say(chat, "菜单")).buttons]
    assert len(world.api.chat(chat)) == 2
    assert nothing_fetched(world)


async def test_two_albums_get_an_answer_each(world: TelegramWorld) -> None:
    chat = world.contact()
    for album in ("g1", "g2"):
        await world.api.send_file(chat, a_photo(album), media_group_id=album)
    shown = await world.api.until(lambda: len(world.api.chat(chat)) == 2 and world.api.chat(chat))
    assert all("材料移交清单" in each.text for each in shown)


async def test_a_file_that_comes_again_is_told_so(world: TelegramWorld) -> None:
    chat = world.contact()
    await sent(world, chat, a_photo("one"))
    assert "发过了" in await sent(world, chat, a_photo("one"))


async def test_a_file_above_twenty_megabytes_is_told_so(world: TelegramWorld) -> None:
    chat = world.contact()
    assert "超过 20 MB" in await sent(world, chat, a_document("big", 21 * MEBIBYTE))


@pytest.mark.parametrize(
    "what",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
        {"contact": {"phone_number": "+8613900000000", "first_name": "Q"}},
        {"location": {"latitude": 39.9, "longitude": 116.4}},
    ],
)
async def test_what_is_no_paper_is_told_so_and_not_kept(
    world: TelegramWorld, what: dict[str, Any]
) -> None:
    chat = world.contact()
    assert "不收语音、视频、名片和位置" in await sent(world, chat, what)
    assert "139000" not in everything(world)
    assert "116.4" not in everything(world)


async def test_an_archivists_photo_of_a_code_is_answered_with_number_and_step(
    world: TelegramWorld,
) -> None:
    number, code = await a_ready_code(world)
    chat = world.bind(world.lending.archivist, ARCHIVIST_CHAT)
    said = await sent(world, chat, a_picture_of(world, code))
    assert number in said
    assert "已备档" in said
    assert "取档码有效" in said
    assert "王" not in said


async def test_looking_at_a_code_presents_nothing_and_keeps_nothing(world: TelegramWorld) -> None:
    _, code = await a_ready_code(world)
    chat = world.bind(world.lending.archivist, ARCHIVIST_CHAT)
    await sent(world, chat, a_picture_of(world, code))
    assert (await world.lending.present(code)).done
    assert code not in everything(world)


async def test_a_code_in_an_album_is_found_in_any_of_its_pictures(world: TelegramWorld) -> None:
    number, code = await a_ready_code(world)
    chat = world.bind(world.lending.archivist, ARCHIVIST_CHAT)
    before = len(world.api.chat(chat))
    await world.api.send_file(chat, a_photo("gone"), media_group_id="g1")
    await world.api.send_file(chat, a_picture_of(world, code), media_group_id="g1")
    assert number in (await world.next(chat, before)).text


async def test_a_code_that_was_replaced_says_so(world: TelegramWorld) -> None:
    _, first = await a_ready_code(world)
    chat = world.bind(world.lending.archivist, ARCHIVIST_CHAT)
    (request,) = world.lending.house.all(Request)
    await world.lending.issue(request.ref)
    assert "已不能用" in await sent(world, chat, a_picture_of(world, first))


async def test_anyone_elses_photo_of_a_code_is_a_file_like_any(world: TelegramWorld) -> None:
    number, code = await a_ready_code(world)
    chat = world.contact()
    said = await sent(world, chat, a_picture_of(world, code))
    assert "材料移交清单" in said
    assert number not in said
    assert nothing_fetched(world)


async def test_another_rooms_archivist_learns_nothing_from_a_code(world: TelegramWorld) -> None:
    house = world.lending.house
    stranger = house.add_member("archivist", room=house.add_room())
    number, code = await a_ready_code(world)
    chat = world.bind(stranger, ARCHIVIST_CHAT)
    said = await sent(world, chat, a_picture_of(world, code))
    assert "材料移交清单" in said
    assert number not in said


@pytest.mark.parametrize("size", [21 * MEBIBYTE])
async def test_a_picture_that_is_too_large_is_not_even_asked_for(
    world: TelegramWorld, size: int
) -> None:
    chat = world.bind(world.lending.archivist, ARCHIVIST_CHAT)
    assert "超过 20 MB" in await sent(world, chat, a_photo("huge", size))
    assert nothing_fetched(world)


async def test_an_archivists_picture_that_is_gone_is_a_file_like_any(world: TelegramWorld) -> None:
    chat = world.bind(world.lending.archivist, ARCHIVIST_CHAT)
    assert "材料移交清单" in await sent(world, chat, a_photo("never there"))


async def test_an_edited_message_gets_a_sentence_and_is_not_carried_out_again(
    world: TelegramWorld,
) -> None:
    chat = world.contact()
    update = await world.api.write(chat, "帮助")
    await world.next(chat, 0)
    await world.api.edit(update, "申请查档")
    said = await world.next(chat, 1)
    assert "改动不再办理" in said.text
    assert "在卡片上点“撤回”" in said.text


async def test_an_edit_while_a_form_is_filled_in_says_how_to_change_the_answer(
    world: TelegramWorld,
) -> None:
    chat = world.contact()
    update = await world.api.write(chat, "申请查档")
    await world.next(chat, 0)
    await world.api.edit(update, "取消")
    said = await world.next(chat, 1)
    assert "上一步" in [button["text"] for button in said.buttons]
    assert "要改已填的内容" in said.text


def everything(world: TelegramWorld) -> str:
    """All that the channel keeps, as text."""
    house = world.lending.house
    rows: list[SQLModel] = [*house.all(TelegramUpdate), *house.all(SentFile)]
    return " ".join(str(row) for row in rows)
