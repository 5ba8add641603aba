"""鉴别案头：一件一件看，按一下有一句话，下一件自己出来；不合的退回、打印、签字领回；存疑的封存。

The inspection desk over real HTTP: piece by piece, every press a sentence, the next piece by itself.
"""

from __future__ import annotations

from datetime import date

from core.collection.doubt import Doubt
from core.collection.picture import Picture
from core.collection.piece_reason import PieceReason
from core.collection.return_slip import ReturnSlip
from core.files.stored_file import StoredFile
from core.members.member import Role
from tests.support.inspection_desk import InspectionDesk


async def test_an_empty_desk_says_so(desk: InspectionDesk) -> None:
    page = await desk.one.get("/desk/inspect")
    assert (page.status, "现在没有等着鉴别的材料" in page.text) == (200, True)


async def test_the_queue_names_the_sender_and_what_is_left_but_no_cadre(
    desk: InspectionDesk,
) -> None:
    desk.world.piece(desk.world.submission())
    page = await desk.one.get("/desk/inspect")
    assert "市财政局" in page.text
    assert "还有 1 件没有看" in page.text
    assert "王小明" not in page.text


async def test_the_page_of_a_piece_shows_whose_it_is_and_its_reading_is_logged(
    desk: InspectionDesk,
) -> None:
    piece = desk.world.piece(desk.world.submission())
    page = await desk.one.get(f"/desk/inspect/pieces/{piece.ref}")
    assert "王小明" in page.text
    assert "没有预审图片" in page.text
    assert len(desk.world.house.log("piece_read")) == 1
    await desk.one.get(f"/desk/inspect/pieces/{piece.ref}")
    assert len(desk.world.house.log("piece_read")) == 1, "one reading, however often reloaded"


async def test_a_picture_of_which_nobody_said_the_piece_lies_beside_each(
    desk: InspectionDesk,
) -> None:
    sent = desk.world.submission()
    one, two = desk.world.piece(sent), desk.world.piece(sent, 2)
    desk.world.picture(one)
    desk.world.picture(two)
    (first, second) = desk.world.house.all(Picture)
    second.piece_id = None
    desk.world.house.keep(second)
    files = {it.id: it.ref for it in desk.world.house.all(StoredFile)}
    page = await desk.one.get(f"/desk/inspect/pieces/{one.ref}")
    assert "没有指明是哪一件的图片，1 张" in page.text
    assert page.source.count(f'src="/desk/inspect/pictures/{files[first.file_id]}"') == 1
    other = await desk.one.get(f"/desk/inspect/pieces/{two.ref}")
    assert files[first.file_id] not in other.source
    assert "<details open>" in other.source, "it is the only picture there is"


async def test_a_piece_that_never_came_is_not_counted_as_seen(desk: InspectionDesk) -> None:
    sent = desk.world.submission()
    desk.world.piece(sent)
    desk.world.piece(sent, 2, state="missing")
    assert "1 件，还有 1 件没有看" in (await desk.one.get("/desk/inspect")).text


async def test_the_next_piece_comes_by_itself_and_after_the_last_the_list(
    desk: InspectionDesk,
) -> None:
    sent = desk.world.submission()
    one, two = desk.world.piece(sent), desk.world.piece(sent, 2)
    first = await desk.press(desk.one, one, "passed")
    assert (first.status, first.location) == (
        303,
        f"/desk/inspect/pieces/{two.ref}?done=passed",
    )
    assert "上一件已记下：合格。" in (await desk.one.get(first.location)).text
    last = await desk.press(desk.one, two, "passed")
    assert last.location == f"/desk/inspect/{desk.world.sent(sent).ref}?done=passed"


async def test_a_refused_pass_tells_all_reasons_and_keeps_what_was_typed(
    desk: InspectionDesk,
) -> None:
    piece = desk.world.piece(desk.world.submission())
    page = await desk.press(
        desk.one, piece, "passed", amiss_signed="yes", amiss_sealed="yes", note="见第二页"
    )
    assert page.status == 409
    assert "没有签字" in page.text
    assert "没有盖章" in page.text
    assert "请由形成单位盖章" in page.text
    assert 'value="见第二页"' in page.source
    assert page.source.count(" checked data-hotkey") == 2
    assert desk.world.now(piece).state == "counted"


async def test_a_nameless_line_is_flagged_once_the_inspector_says_whose_it_is(
    desk: InspectionDesk,
) -> None:
    desk.world.other_cadre()
    piece = desk.world.piece(desk.world.submission(), dossier_id=None, title="李四海考核表")
    page = await desk.press(desk.one, piece, "passed", dossier=desk.world.number)
    assert (page.status, "清单这一行写着另一位同志：李**（GB-00002）" in page.text) == (409, True)
    assert "李四海（" not in page.text
    said = {"dossier": desk.world.number, "flag_list_names_another": "harmless"}
    assert (await desk.press(desk.one, piece, "passed", **said)).status == 303


async def test_a_flag_is_shown_and_decided_before_it_passes(desk: InspectionDesk) -> None:
    piece = desk.world.piece(desk.world.submission(), formed_on=date(1970, 1, 1))
    page = await desk.one.get(f"/desk/inspect/pieces/{piece.ref}")
    assert "形成时间早于出生时间" in page.text
    assert (await desk.press(desk.one, piece, "passed")).status == 409
    harmless = await desk.press(desk.one, piece, "passed", flag_before_birth="harmless")
    assert harmless.status == 303


async def test_nonsense_gets_a_sentence_and_changes_nothing(desk: InspectionDesk) -> None:
    piece = desk.world.piece(desk.world.submission())
    for fields in (
        {"pages": "三页"},
        {"formed_on": "去年"},
        {"form": "photo"},
        {"note": "长" * 201},
        {"dossier": "GB-99999"},
    ):
        page = await desk.press(desk.one, piece, "returned", **fields)
        assert page.status == 409, fields
        assert 'role="status"' in page.source, fields
    assert (await desk.press(desk.one, piece, "burn")).status == 404
    assert desk.world.now(piece).state == "counted"


async def test_the_old_button_pressed_again_says_that_it_has_moved_on(
    desk: InspectionDesk,
) -> None:
    piece = desk.world.piece(desk.world.submission())
    await desk.press(desk.one, piece, "passed")
    old = {"press": "returned", "version": "1", "note": "缺页"}
    page = await desk.other.post(f"/desk/inspect/pieces/{piece.ref}", old)
    assert (page.status, "已经更新" in page.text) == (409, True)
    assert desk.world.now(piece).state == "passed"


async def test_what_is_returned_gets_a_slip_that_is_printed_signed_and_counted(
    desk: InspectionDesk,
) -> None:
    sent = desk.world.submission()
    piece = desk.world.piece(sent)
    await desk.press(desk.one, piece, "returned", amiss_sealed="yes")
    if desk.world.now(piece).second_check:
        await desk.press(desk.other, piece, "agree")
    submission = desk.world.sent(sent)
    at = f"/desk/inspect/{submission.ref}"
    done = await desk.one.post(at, {"version": str(submission.version)})
    (slip,) = desk.world.house.all(ReturnSlip)
    assert slip.number in done.text
    paper = await desk.one.get(f"/forms/return-slip/{slip.ref}")
    assert "王小明" in paper.text
    assert "没有盖章：请由形成单位盖章。" in paper.text
    assert len(desk.world.house.log("return_slip_printed")) == 1
    page = await desk.one.get("/desk/inspect")
    assert slip.number in page.text
    assert "没有盖章 1 件" in page.text
    nobody = await desk.one.post(f"/desk/inspect/slips/{slip.ref}", {"by_whom": " "})
    assert (nobody.status, "请填领回人的姓名" in nobody.text) == (409, True)
    fetched = await desk.one.post(f"/desk/inspect/slips/{slip.ref}", {"by_whom": "李一"})
    assert "已签字领回，共 1 件" in fetched.text
    assert desk.world.sent(sent).state == "closed"
    assert len(desk.world.house.all(PieceReason)) == 1, "counts by reason stay"


async def test_finishing_too_early_says_what_is_left(desk: InspectionDesk) -> None:
    sent = desk.world.submission()
    desk.world.piece(sent)
    submission = desk.world.sent(sent)
    at = f"/desk/inspect/{submission.ref}"
    page = await desk.one.post(at, {"version": str(submission.version)})
    assert (page.status, "还有材料没有鉴别" in page.text) == (409, True)


async def test_the_second_check_is_offered_to_others_only(desk: InspectionDesk) -> None:
    piece = desk.world.piece(desk.world.submission())
    await desk.press(desk.one, piece, "passed")
    at = f"/desk/inspect/pieces/{piece.ref}"
    assert "同意这个结论" not in (await desk.one.get(at)).text
    assert "同意这个结论" in (await desk.other.get(at)).text
    assert "不能由同一人办两步" in (await desk.press(desk.one, piece, "agree")).text
    silent = await desk.press(desk.other, piece, "disagree")
    assert (silent.status, "请写明原因" in silent.text) == (409, True)
    gone_on = await desk.press(desk.other, piece, "disagree", check_note="第二页没有章")
    assert "复核不同意，已交回重新鉴别" in (await desk.other.get(gone_on.location)).text
    assert desk.world.now(piece).state == "counted"
    assert "复核不同意，请重新鉴别：第二页没有章" in (await desk.one.get(at)).text


async def test_a_doubtful_piece_is_sealed_and_settled_by_the_head(desk: InspectionDesk) -> None:
    sent = desk.world.submission()
    piece = desk.world.piece(sent)
    bare = await desk.press(desk.one, piece, "doubtful")
    assert "写明原因（200 字以内），并填封条编号" in bare.text
    no_seal = await desk.press(desk.one, piece, "doubtful", note="笔迹不一")
    assert (no_seal.status, "封条编号" in no_seal.text) == (409, True)
    await desk.press(desk.one, piece, "doubtful", note="笔迹不一", seal="封-001")
    if desk.world.now(piece).second_check:
        await desk.press(desk.other, piece, "agree")
    submission = desk.world.sent(sent)
    at = f"/desk/inspect/{submission.ref}"
    await desk.one.post(at, {"version": str(submission.version)})
    assert "登记处理决定" not in (await desk.one.get("/desk/inspect")).text
    assert "登记处理决定" in (await desk.head.get("/desk/inspect")).text
    settle = {"outcome": "kept", "document": "组函〔2026〕9号"}
    done = await desk.head.post(f"/desk/inspect/doubts/{piece.ref}", settle)
    assert "处理决定已登记" in done.text
    assert [it.outcome for it in desk.world.house.all(Doubt)] == ["kept"]
    assert desk.world.sent(sent).state == "closed"


async def test_to_everybody_else_there_is_no_such_page(desk: InspectionDesk) -> None:
    house, world = desk.world.house, desk.world
    piece = world.piece(world.submission())
    there = house.add_room()
    outsiders = [
        house.add_member(Role.UNIT_CONTACT, unit=world.unit),
        house.add_member(Role.ARCHIVIST, room=there),
        house.add_member(Role.AUDITOR),
    ]
    for member in outsiders:
        browser = await desk.browser(member)
        for path in (f"/desk/inspect/pieces/{piece.ref}", f"/desk/catalogue/{world.number}"):
            assert (await browser.get(path)).status == 404
        pressed = await desk.press(browser, piece, "passed")
        assert pressed.status == 404
    assert world.now(piece).state == "counted"
