"""鉴别案头真实浏览器：只用按键办完一件；没有脚本也能办；两种宽度不出界，axe 查不出问题。
The inspection desk in a real browser: a piece by keys alone, without script too, narrow and wide.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.collection.piece import Piece, PieceState
from core.holdings.dossier import Volume
from core.materials.ask_change import AskMaterialChange
from core.materials.file_piece import FilePiece
from core.materials.material import Material
from tests.support.browser import Tab, a_browser
from tests.support.house import a_house
from tests.support.inspecting import Inspecting, an_inspection
from tests.support.signed_tab import signed_tab
from tests.support.web import a_site

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
SIDEWAYS = "() => document.documentElement.scrollWidth - window.innerWidth"


async def every_page(world: Inspecting) -> list[str]:
    """A list under way with a flagged piece, one to file, a loose line with a change asked for."""
    sent = world.submission()
    flagged = world.piece(sent, formed_on=date(1970, 1, 1))
    done = world.piece(sent, 2)
    await world.decide(done, "returned", amiss=("sealed",), note="见第二页")
    ready = world.submission("inspected")
    fields = {"state": PieceState.PASSED, "decided_by": world.one}
    filed, waits = world.piece(ready, 1, **fields), world.piece(ready, 2, **fields)
    loose = FilePiece(piece=filed.ref, seen_version=1, pages=2, class_code="3")
    assert (await world.house.do(world.one, loose)).done
    (line,) = world.house.all(Material)
    asked = AskMaterialChange(
        material=line.ref,
        seen_version=line.version,
        kind="taken_out",
        reason="组织决定",
        document="组函〔2026〕9号",
        kept_at="保密柜三",
    )
    assert (await world.house.do(world.other, asked)).done
    pieces = [f"/pieces/{it.ref}" for it in (flagged, done)]
    desk = ["", f"/{world.sent(sent).ref}", *pieces, f"/file/{waits.ref}"]
    others = [f"catalogue/{world.number}", "catalogue", "materials", f"materials/{line.ref}"]
    return [f"/desk/inspect{it}" for it in desk] + [
        f"/desk/{it}" for it in (*others, "arrangement")
    ]


async def test_axe_finds_nothing_and_nothing_scrolls_sideways(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        world = an_inspection(house)
        pages = await every_page(world)
        async with a_site(house, tmp_path) as server, a_browser() as browser:
            tab = await signed_tab(browser, house, server, world.one)
            found = [what for page in pages for what in await looked_at(tab, page)]
            assert found == []
            assert tab.complaints == []


async def looked_at(tab: Tab, page: str) -> list[str]:
    answer = await tab.page.goto(page, wait_until="load")
    assert answer is not None
    assert answer.status == 200, page
    found = []
    for width in WIDTHS:
        await tab.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page} {width}: {it}" for it in await tab.violations()]
        if await tab.page.evaluate(SIDEWAYS) > 0:
            found.append(f"{page} {width}: scrolls sideways")
    return found


async def test_a_piece_is_refused_and_returned_by_keys_alone(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        world = an_inspection(house)
        sent = world.submission()
        piece, other = world.piece(sent), world.piece(sent, 2)
        async with a_site(house, tmp_path) as server, a_browser() as browser:
            tab = await signed_tab(browser, house, server, world.one)
            page = tab.page
            await page.goto(f"/desk/inspect/pieces/{piece.ref}")
            await page.focus("#note")
            await page.keyboard.type("p1")
            await page.keyboard.press("Enter")
            assert world.now(piece).state == "counted", "typing and Enter decide nothing"
            await page.evaluate("document.activeElement.blur()")
            await page.keyboard.press("p")
            await page.keyboard.press("1")
            await page.wait_for_selector("text=按规定还不能合格")
            await page.keyboard.press("2")
            await page.wait_for_url(f"**/pieces/{other.ref}?done=returned")
            assert world.now(piece).state == "returned"


async def test_without_script_the_buttons_do_it_and_the_next_piece_comes(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        world = an_inspection(house)
        sent = world.submission()
        piece, other = world.piece(sent), world.piece(sent, 2)
        async with a_site(house, tmp_path) as server, a_browser() as browser:
            tab = await signed_tab(browser, house, server, world.one, java_script_enabled=False)
            await tab.page.goto(f"/desk/inspect/pieces/{piece.ref}")
            await tab.page.get_by_role("button", name="合格").click()
            await tab.page.wait_for_url(f"**/pieces/{other.ref}?done=passed")
            assert [it.state for it in world.house.all(Piece)] == ["passed", "counted"]
            assert world.house.all(Volume)[0].pieces is None
