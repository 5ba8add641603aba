"""窗口一次办完：扫码枪、证件、审批表、出库、归还、清点；全程没有报错，无障碍检查干净。

The counter at desk width in a real Chromium, with a scanner gun's typing: out and back in one go.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.requests.request import Request
from tests.support.at_the_counter import at_the_counter
from tests.support.lending_world import World
from tests.support.to_the_counter import a_code, a_ready_case, label_of

pytestmark = pytest.mark.browser


async def test_out_and_back_in_one_sitting(world: World, tmp_path: Path) -> None:
    ref = await a_ready_case(world)
    code, label = await a_code(world, ref), label_of(world)
    async with at_the_counter(world, tmp_path) as counter:
        await counter.scan(code, "取档码有效")
        await counter.press("出库交接", "先不要出库")
        assert await counter.page.locator("#result .refusal li").count() >= 2
        await counter.tick_everything()
        await counter.scan(label, "对上了")
        assert await counter.tab.violations() == []
        await counter.press("出库交接", "可以出库")
        await counter.scan(label, "清点")
        assert await counter.tab.violations() == []
        await counter.count()
        await counter.press("核对无误", "请放回原位")
        assert counter.tab.complaints == []
    assert world.house.all(Request)[0].state == "closed"
