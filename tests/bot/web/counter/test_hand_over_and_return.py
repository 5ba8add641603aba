"""窗口：凭码、凭卷、凭原件、凭证件才出库，归还当面点清 / Evidence opens the store, a count closes it.

Every step is a plain form posted over HTTP; no script takes part.
"""

from __future__ import annotations

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
