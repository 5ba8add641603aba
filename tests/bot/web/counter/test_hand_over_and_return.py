"""窗口：凭码、凭卷、凭原件、凭证件才出库，归还当面点清 / Evidence opens the store, a count closes it.

Every step is a plain form posted over HTTP; no script takes part.
"""

from __future__ import annotations

from core.custody.custody import Custody
from core.reminders.provisional import Provisional
from core.reminders.subjects import LOAN
from tests.support.window import CARDS, TICKS, Window


async def test_a_case_goes_out_and_comes_back_without_any_script(window: Window) -> None:
    ref = await window.ready()
    page = await window.scan(await window.staff.code(ref))
    assert "取档码有效" in page.result
    page = await window.scan(window.staff.labels(ref)[0], ref)
    assert "标签对上了" in page.result
    page = await window.hand_over(ref, **CARDS, **TICKS)
    assert "可以出库" in page.result
    assert window.staff.case(ref).shown_state == "reading"
    page = await window.scan(window.staff.labels(ref)[0])
    assert "请当面清点" in page.result
    page = await window.check(ref, window.staff.labels(ref)[0])
    assert "核对无误" in page.result
    assert window.staff.case(ref).state == "closed"


async def test_cards_that_were_seen_too_long_ago_are_asked_for_and_ticked_again(
    window: Window,
) -> None:
    """证件、原件核对过了交接时段的，页面照实写还差，再勾一次就算。"""
    ref = await window.ready()
    await window.ticked(ref)
    window.staff.house.clock.advance(minutes=11)
    await window.scan(await window.staff.code(ref))
    await window.scan(window.staff.labels(ref)[0], ref)
    page = await window.browser.get(f"/counter?case={ref}")
    assert "周文启的证件、" in page.text
    assert "审批表原件、党员证明、回避声明" in page.text
    page = await window.hand_over(ref)
    assert "有查阅人尚未核对证件" in page.text
    page = await window.hand_over(ref, **CARDS, **TICKS)
    assert "可以出库" in page.result


async def test_a_day_that_may_still_move_is_called_so_at_the_counter(window: Window) -> None:
    """落在还没有公布放假安排的年份里的应还日，注明“暂定”。"""
    ref = await window.out()
    house = window.staff.house
    custody = house.all(Custody)[0]
    assert "（暂定）" not in (await window.browser.get(f"/counter?case={ref}")).text
    house.keep(
        Provisional(
            subject=LOAN,
            subject_id=custody.id,
            counted_from=custody.due_on,
            working_days=0,
            day=custody.due_on,
        )
    )
    assert "（暂定）" in (await window.browser.get(f"/counter?case={ref}")).text
