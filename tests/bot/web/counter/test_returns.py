"""归还：一卷一点，不符只登记不遮掩 / A return is counted volume by volume; what differs is written down."""

from __future__ import annotations

from tests.support.counter_case import a_dossier
from tests.support.window import TICKS, Window


async def test_a_count_needs_every_item_ticked(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    page = await window.check(ref, label, pages="")
    assert "清点还没有做完" in page.result
    assert window.staff.case(ref).shown_state == "returned"


async def test_a_count_names_who_brought_the_volume(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    assert "请选送还的同志" in (await window.check(ref, label, returner="")).result
    assert "核对无误" in (await window.check(ref, label, returner_name="钱慕白")).result


async def test_a_difference_is_noted_and_the_volume_waits_for_the_head(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    page = await window.check(ref, label, act="differs", kind="pages_missing", remark="缺第 3 件")
    assert "已登记不符情况" in page.result
    later = (await window.browser.get(f"/counter?case={ref}")).text
    assert "1 卷不符已登记，等负责人处理" in later
    assert "保留到" not in later
    assert "缺页" in page.result
    assert window.staff.case(ref).lines[0].discrepancy == "pages_missing"
    assert window.staff.case(ref).state == "ready"
    again = await window.scan(label)
    assert "这一卷清点不符，还没有处理" in again.result
    assert f"/desk/lost/returned/{label}" in again.source


async def test_a_difference_must_be_named(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    assert "请选是哪一种不符" in (await window.check(ref, label, act="differs")).result


async def test_of_two_volumes_each_is_counted_by_itself(window: Window) -> None:
    first, second = a_dossier(window.staff, "DW-0700", name="沈亦舟", volumes=2)
    ref = await window.out("DW-0700")
    await window.scan(first)
    page = await window.check(ref, first)
    assert "在外的卷" in page.text
    assert window.staff.case(ref).state == "ready"
    await window.scan(second)
    await window.check(ref, second)
    assert window.staff.case(ref).state == "closed"


async def test_one_of_two_volumes_may_go_out_first(window: Window) -> None:
    first, _ = a_dossier(window.staff, "DW-0700", name="沈亦舟", volumes=2)
    ref = await window.ready("DW-0700")
    await window.scan(await window.staff.code(ref))
    await window.scan(first, ref)
    cards = {f"reader.{n}.seen": "yes" for n in (1, 2)} | {
        f"reader.{n}.last4": "1234" for n in (1, 2)
    }
    page = await window.hand_over(ref, **cards, **TICKS)
    assert "出库 1 卷" in page.result
    assert "还有 1 卷未取" in page.result


async def test_reading_pauses_at_the_window_and_goes_on(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    page = await window.browser.post("/counter/pause", case=ref, label=label)
    assert "已暂存" in page.result
    assert window.staff.case(ref).shown_state == "paused"
    page = await window.browser.post("/counter/resume", case=ref, label=label)
    assert "继续阅档" in page.result
    assert window.staff.case(ref).shown_state == "reading"


async def test_a_stale_button_changes_nothing_and_says_so(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.browser.post("/counter/pause", case=ref, label=label)
    page = await window.browser.post("/counter/pause", case=ref, label=label)
    assert page.status == 200
    assert "这一步现在还不能办" in page.result


async def test_scanning_a_returned_volume_again_asks_for_the_count_again(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    assert "请当面清点" in (await window.scan(label)).result
    assert len(window.staff.house.log("volume_returned")) == 1


async def test_a_label_typed_into_the_return_step_does_the_same_as_a_scan(window: Window) -> None:
    ref = await window.out()
    page = await window.browser.post("/counter/take_back", label=window.staff.labels(ref)[0])
    assert "请当面清点" in page.result


async def test_the_archivist_cannot_be_the_one_who_returns(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await window.scan(label)
    own = window.staff.member_name(window.staff.archivist)
    page = await window.check(ref, label, returner=own)
    assert "送还的人和清点的人是同一人" in page.result
