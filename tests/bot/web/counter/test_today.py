"""今天的办件：待取、在室、待还、逾期、待核，件数是全数；找什么、看哪一栏都写在网址里。

Today's lists: every count is the whole count, and the address says what is shown.
"""

from __future__ import annotations

import re
from datetime import timedelta

from core.custody.custody import Custody
from core.members.room import Room
from core.requests.counter_lists import MOST
from tests.support.counter_case import a_dossier
from tests.support.web import Page
from tests.support.window import Window


def counts(page: Page) -> dict[str, int]:
    found = re.findall(r'<a href="/counter\?list=(\w+)[^"]*"[^>]*>\S+ <span>(\d+)<', page.source)
    return {name: int(number) for name, number in found}


async def test_a_case_stands_in_the_list_of_what_comes_next(window: Window) -> None:
    ref = await window.ready()
    assert counts(await window.browser.get("/counter"))["collect"] == 1
    await window.ticked(ref)
    await window.hand_over(ref)
    assert counts(await window.browser.get("/counter"))["reading"] == 1
    page = await window.scan(window.staff.labels(ref)[0])
    assert counts(page) == {"collect": 0, "reading": 0, "due": 0, "overdue": 0, "check": 1}


async def test_what_is_due_and_what_is_overdue_are_told_apart(window: Window) -> None:
    room = window.staff.house.get(Room, window.staff.room)
    room.lending_reasons = "巡视巡察"
    window.staff.house.keep(room)
    ref = await window.out(mode="lend", lending_reason="巡视巡察")
    assert counts(await window.browser.get("/counter"))["due"] == 1
    (custody,) = window.staff.house.all(Custody)
    custody.due_on -= timedelta(days=30)
    window.staff.house.keep(custody)
    page = await window.browser.get("/counter?list=overdue")
    assert counts(page)["overdue"] == 1
    assert "已过" in page.text
    assert window.staff.case(ref).number in page.text


async def test_a_count_is_the_whole_count_and_the_rest_is_one_page_on(window: Window) -> None:
    for number in range(MOST + 2):
        a_dossier(window.staff, f"DW-1{number:03d}", name=f"沈{number}")
        await window.ready(f"DW-1{number:03d}")
    page = await window.browser.get("/counter?list=collect")
    assert counts(page)["collect"] == MOST + 2
    assert f"第 1—{MOST} 件，共 {MOST + 2} 件" in page.text
    rest = await window.browser.get(f"/counter?list=collect&from={MOST}")
    assert len(re.findall(r'class="no" href="/counter\?list=collect', rest.source)) == 2


async def test_the_address_narrows_a_list_and_a_scan_leaves_it_open(window: Window) -> None:
    ref = await window.ready()
    case = window.staff.case(ref)
    found = await window.browser.get(f"/counter?list=collect&find={case.short}")
    assert case.number in found.text
    page = await window.browser.get("/counter?list=collect&find=没有这个单位")
    assert "没有找到" in page.text
    page = await window.browser.post("/counter/scan?list=overdue&find=局", scan="nonsense")
    assert 'action="/counter/scan?list=overdue&amp;find=%E5%B1%80"' in page.source


async def test_nonsense_in_the_address_is_the_beginning(window: Window) -> None:
    for query in ("list=x", "from=-1", "from=9999999999", "list=due&from=99", "find=%25%5F"):
        assert (await window.browser.get(f"/counter?{query}")).status == 200


async def test_volumes_scanned_back_in_a_row_are_counted_in_a_row(window: Window) -> None:
    cases = {}
    for number in ("DW-0412", "DW-0700", "DW-0701"):
        if number != "DW-0412":
            a_dossier(window.staff, number, name=f"沈{number[-1]}")
        cases[number] = await window.out(number)
    for ref in cases.values():
        await window.scan(window.staff.labels(ref)[0])
    page = await window.browser.get("/counter?list=check")
    for left in (2, 1, 0):
        ref = page.hidden("case", 'id="work"') if left < 2 else cases["DW-0412"]
        page = await window.check(ref, window.staff.labels(ref)[0])
        assert (f"还有 {left} 件待核" in page.result) == bool(left)
        if left:
            path = re.search(r'href="(/counter\?list=check&amp;case=[^"]+)"', page.source)
            assert path
            page = await window.browser.get(path[1].replace("&amp;", "&"))
    assert {window.staff.case(ref).state for ref in cases.values()} == {"closed"}
