"""不开脚本也能办：扫码、证件、原件、出库、归还、清点全程只用表单；至多扫四次，确认一次。

Without any script: a whole hand-over and return by plain forms, at most four scans and one confirm.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from core.requests.request import Request
from tests.support.at_the_counter import Counter, at_the_counter
from tests.support.lending_world import World
from tests.support.to_the_counter import a_code, a_ready_case, label_of

pytestmark = pytest.mark.browser
MOST_SCANS = 4


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
async def test_a_hand_over_takes_few_scans_and_one_confirm(
    world: World, tmp_path: Path, script: bool
) -> None:
    ref = await a_ready_case(world)
    short = next(case.short for case in world.house.all(Request) if case.ref == ref)
    scans = [short, await a_code(world, ref), label_of(world)]
    async with at_the_counter(world, tmp_path, 360, java_script_enabled=script) as counter:
        for text in scans:
            await _typed(counter, text)
        await counter.tick_everything()
        await counter.press("出库交接", "可以出库")
        assert len(scans) <= MOST_SCANS
        await _typed(counter, label_of(world))
        await counter.told("请当面清点")
        await counter.count()
        await counter.press("核对无误", "请放回原位")
    assert world.house.all(Request)[0].state == "closed"


async def _typed(counter: Counter, text: str) -> None:
    """A gun types into the box; the page comes back with the answer."""
    before = await counter.page.locator("#result").inner_text()
    await counter.page.fill("#scan", text)
    await counter.page.press("#scan", "Enter")
    await expect(counter.page.locator("#result")).not_to_have_text(before)
