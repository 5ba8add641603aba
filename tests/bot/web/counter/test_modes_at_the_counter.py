"""窗口办各种方式：清点数、密封袋、摘录单、代查出证、当天换人，都是不用脚本的表单，填错有话说。
Every mode of reading at the counter, as plain forms; nonsense is answered in words.
"""

from __future__ import annotations

from core.sheets.sheet import Sheet
from tests.support.window import TICKS, Window

CERTIFY = {"mode": "certify", "readers": (), "matter": "参加工作时间"}
FOUND = {"template": "began_work", "finding": "1998年7月参加工作", "source": "九类 第1页"}


async def sheets(window: Window, ref: str, do: str, **more: str) -> str:
    page = await window.browser.post("/counter/sheets", {"case": ref, "do": do, **more})
    return page.result


async def certificate(window: Window, ref: str, do: str, **more: str) -> str:
    given = {"case": ref, "version": str(window.staff.case(ref).version), "do": do, **more}
    return (await window.browser.post("/counter/certificate", given)).result


async def test_numbers_that_are_none_are_asked_for_again(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref)
    label = window.staff.labels(ref)[0]
    page = await window.hand_over(ref, **{f"count.{label}.pieces": "四十六"})
    assert "清点数还没有填对" in page.result
    page = await window.hand_over(ref, **{f"count.{label}.pieces": "", f"count.{label}.pages": ""})
    assert "没有与查阅人当面清点" in page.text
    assert "可以出库" in (await window.hand_over(ref)).result


async def test_a_count_that_differs_is_asked_about_then_taken_in_and_noted(
    window: Window,
) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    page = await window.check(ref, label, pages="211")
    assert "现在填的是 46 件、211 页" in page.result
    assert window.staff.case(ref).lines[0].discrepancy == ""
    page = await window.check(ref, label, pages="211", act="differs", kind="pages_missing")
    assert "已登记不符情况" in page.result
    assert "缺页" in page.result


async def test_sheets_are_issued_counted_back_and_taken_away(window: Window) -> None:
    ref = await window.out()
    assert "还差张数" in await sheets(window, ref, "issue", reader="1", count="三")
    assert "已发摘录单" in await sheets(window, ref, "issue", reader="1", count="1")
    (sheet,) = window.staff.house.all(Sheet)
    assert "还有没点的摘录单" in await sheets(window, ref, "back")
    assert "摘录单已收回" in await sheets(window, ref, "back", **{f"pages.{sheet.ref}": "2"})
    assert "没有对应的办件" in await sheets(window, ref, "check:NONE")
    assert "已核对盖章" in await sheets(window, ref, f"check:{sheet.ref}")
    assert "已登记带走" in await sheets(window, ref, f"take:{sheet.ref}", reader="1")
    assert "没有办成" in await sheets(window, ref, f"take:{sheet.ref}", reader="1")
    page = await window.browser.get(f"/forms/excerpt/{ref}")
    assert sheet.number in page.text


async def test_a_certificate_from_look_up_to_delivery(window: Window) -> None:
    ref = await window.ready(**CERTIFY)
    assert "先不要查核" in await certificate(window, ref, "look_up")
    await window.scan(window.staff.labels(ref)[0], ref)
    assert "可以查核" in await certificate(window, ref, "look_up", **TICKS)
    page = await window.browser.get(f"/counter?case={ref}")
    assert '<option value="began_work" selected>' in page.source  # the matter that was asked
    assert "还没有填全" in await certificate(window, ref, "draft", **{**FOUND, "source": ""})
    assert "待核对" in await certificate(window, ref, "draft", **FOUND)
    assert "没有办成" in await certificate(window, ref, "hand", received_by="许干事", sealed="yes")
    assert (await window.browser.get(f"/forms/certificate/{ref}")).status == 409


async def test_a_certificate_lacks_nothing_of_readers_for_there_are_none(window: Window) -> None:
    ref = await window.ready(**CERTIFY)
    form = dict.fromkeys(("form.signature", "form.seal", "form.date", "form.agrees"), "yes")
    await certificate(window, ref, "look_up", **form)
    page = await window.browser.get(f"/counter?case={ref}")
    assert "还差：DW-0412 正本 第 1 卷的标签" in page.text
    assert "没有查阅人" in (await window.browser.get(f"/desk/cases/{ref}")).text
    await window.scan(window.staff.labels(ref)[0], ref)
    page = await window.browser.get(f"/counter?case={ref}")
    assert "还差" not in page.text
    assert 'class="commit wide approve" name="do" value="look_up"' in page.source


async def test_a_reader_is_swapped_only_under_the_seal(window: Window) -> None:
    ref = await window.ready()
    given = {"case": ref, "ordinal": "2", "new.personnel": "yes", "new.party": "yes"}
    page = await window.browser.post("/counter/swap", given)
    assert "还差新查阅人的姓名" in page.result
    named = {**given, "new_reader": "卫三"}
    page = await window.browser.post("/counter/swap", named)
    assert "没有加盖单位公章" in page.text
    page = await window.browser.post("/counter/swap", {**named, "new.sealed": "yes"})
    assert "已更换查阅人" in page.result
    assert [it.ordinal for it in window.staff.case(ref).readers] == [1, 3]
