"""专项工作、重点信息各页，有内容的时候：两种宽度 axe 查不出问题，不横向滚动，没有脚本报错。
The pages of campaigns and key facts with something on them: axe finds nothing, nothing scrolls sideways.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.campaigns.file_person import FilePerson
from core.campaigns.keep_problem import OpenProblem
from tests.support.browser import Tab, a_browser
from tests.support.campaigns import UNITS, Campaigning
from tests.support.house import House, a_house
from tests.support.keyfacts import NUMBER, KeyFacts
from tests.support.signed_tab import signed_tab
from tests.support.web import a_site

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
SIDEWAYS = "() => document.documentElement.scrollWidth - window.innerWidth"


async def a_campaign(house: House) -> tuple[Campaigning, list[str]]:
    """Every kind of unit, gap, person and problem; the addresses of its pages."""
    world = Campaigning(house)
    ref = await world.begin()
    await world.add(ref, *UNITS, outside=("东山县",))
    for state in ("open", "closed", "explained"):
        world.gap(0, state=state)
    world.gap(1, due_on=world.today - timedelta(days=20))
    unit = world.joined(unit=0).ref
    filed = {"part": "works", "name": "柳思远", "post": "科长", "document": "备〔2026〕3号"}
    await world.house.do(world.head, FilePerson(unit=unit, **filed))
    opened = OpenProblem(campaign=ref, kind="long", words="学籍材料须向学校调取", unit=unit)
    await world.house.do(world.head, opened)
    pages = ["", f"/{ref}", f"/{ref}/ledgers", f"/{ref}/units/{world.joined('东山县').ref}"]
    return world, [f"/desk/campaigns{page}" for page in pages]


async def some_facts(world: Campaigning) -> list[str]:
    """An item that waits for the second person, one that is settled, a list that is out."""
    facts = KeyFacts(world.house, world.room, head=world.head, archivist=world.archivist)
    settled = await facts.settled()
    facts.dossier = facts.shelve("GB-70002")
    waiting = await facts.doubtful()
    await facts.find(waiting, cause="calendar")
    await facts.enter(waiting, "suspect", "组核〔2026〕3号")
    pages = ["", f"/{settled}", f"/{waiting}", f"/shown?dossier={facts.number}", "/updates"]
    return [f"/desk/facts{page}" for page in pages]


@pytest.mark.parametrize("who", ["head", "archivist"])
async def test_axe_finds_nothing_and_nothing_scrolls_sideways(tmp_path: Path, who: str) -> None:
    with a_house(tmp_path) as house:
        world, pages = await a_campaign(house)
        pages += await some_facts(world)
        async with a_site(house, tmp_path) as server, a_browser() as browser:
            tab = await signed_tab(browser, house, server, getattr(world, who))
            found = [what for page in pages for what in await looked_at(tab, page)]
            assert found == []
            assert tab.complaints == []


async def looked_at(tab: Tab, page: str) -> list[str]:
    answer = await tab.page.goto(page, wait_until="load")
    assert answer is not None
    assert answer.status == 200, page
    found = []
    for width in WIDTHS:
        await tab.page.set_viewport_size({"width": width, "height": 780})
        found += [f"{page} at {width}: {what}" for what in await tab.violations()]
        if await tab.page.evaluate(SIDEWAYS) > 0:
            found.append(f"{page} at {width}: scrolls sideways")
    return found


async def test_a_contact_sees_their_batch_on_a_phone(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        world, _ = await a_campaign(house)
        async with a_site(house, tmp_path) as server, a_browser() as browser:
            tab = await signed_tab(browser, house, server, world.contact)
            assert await looked_at(tab, "/desk/campaigns") == []
            assert "第一批" in await tab.page.inner_text("main")
            assert NUMBER not in await tab.page.inner_text("main")
