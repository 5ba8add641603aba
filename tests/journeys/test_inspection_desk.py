"""鉴别案头真实浏览器：只用按键办完一件；没有脚本也能办。
The inspection desk in a real browser: a piece by keys alone, without script too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.collection.piece import Piece
from core.holdings.dossier import Volume
from tests.support.browser import a_browser
from tests.support.house import a_house
from tests.support.inspecting import an_inspection
from tests.support.signed_tab import signed_tab
from tests.support.web import a_site

pytestmark = pytest.mark.browser


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
