"""窗口遇到不在位的卷：取卷时一点就能登记；正在查找的卷扫到了，先收好，不会被当作归还。
At the counter: a volume not in its slot is one tap from being reported; one that turns up is no return.
"""

from __future__ import annotations

from core.custody.custody import Evidence
from core.lost.report_missing import ReportMissing
from tests.support.window import Window


async def missing(window: Window, label: str) -> None:
    staff = window.staff
    done = await staff.house.do(staff.archivist, ReportMissing(label=label, noticed="fetching"))
    assert done.done


async def test_what_is_being_fetched_offers_the_report(window: Window) -> None:
    ref = await window.ready()
    label = window.staff.labels(ref)[0]
    page = await window.browser.get(f"/counter?case={ref}")
    assert f"/desk/lost?what={label}&amp;noticed=fetching" in page.source


async def test_a_loan_nobody_finds_offers_it_too(window: Window) -> None:
    ref = await window.out()
    page = await window.browser.get(f"/counter?case={ref}")
    assert "noticed=loan" in page.source


async def test_a_volume_that_turns_up_is_kept_and_nothing_moves(window: Window) -> None:
    ref = await window.out()
    label = window.staff.labels(ref)[0]
    await missing(window, label)
    before = len(window.staff.house.all(Evidence))
    page = await window.scan(label)
    assert "正在查找的一卷到了" in page.result
    assert "登记见到" in page.result
    assert window.staff.case(ref).shown_state == "searching"
    assert len(window.staff.house.all(Evidence)) == before + 1
