"""迟送的扫码：归还按扫的时候算，凭据要当面的；早于这次出库的扫码不会把它还掉。

A scan that waited for the network: a return counts from then, evidence is asked for again (P4).
"""

from __future__ import annotations

from core.custody.custody import Custody
from tests.support.window import Window


async def late(window: Window, text: str, seconds: int, case: str = "") -> str:
    form = {"scan": text, "case": case, "late_s": str(seconds)}
    return (await window.browser.post("/counter/scan", form)).result


async def test_a_return_that_waited_counts_from_when_it_was_scanned(window: Window) -> None:
    ref = await window.out()
    window.staff.house.clock.advance(minutes=20)
    assert "请当面清点" in await late(window, window.staff.labels(ref)[0], 600)
    (custody,) = window.staff.house.all(Custody)
    assert (window.staff.house.clock.now() - custody.returned_at).total_seconds() == 600


async def test_sent_again_it_returns_once(window: Window) -> None:
    ref = await window.out()
    window.staff.house.clock.advance(minutes=20)
    for seconds in (600, 640):
        assert "请当面清点" in await late(window, window.staff.labels(ref)[0], seconds)
    assert len(window.staff.house.log("volume_returned")) == 1


async def test_a_scan_from_before_the_hand_over_returns_nothing(window: Window) -> None:
    ref = await window.out()
    window.staff.house.clock.advance(minutes=2)
    assert "请再扫一次" in await late(window, window.staff.labels(ref)[0], 600)
    assert window.staff.case(ref).shown_state == "reading"


async def test_evidence_that_waited_is_asked_for_again(window: Window) -> None:
    ref = await window.ready()
    assert "请再扫一次" in await late(window, await window.staff.code(ref), 45)
    assert "请再扫一次" in await late(window, window.staff.labels(ref)[0], 45, ref)
    assert window.staff.house.log("volume_seen") == []


async def test_an_age_that_is_no_number_is_no_scan(window: Window) -> None:
    code = await window.staff.code(await window.ready())
    page = await window.browser.post("/counter/scan", {"scan": code, "late_s": "-5"})
    assert page.status == 422
