"""声音和震动：办成与没办成不一样，关了声音下次还记得。

Yes and no sound and vibrate differently; muting is remembered on this machine.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.support.at_the_counter import at_the_counter
from tests.support.lending_world import World
from tests.support.to_the_counter import a_code, a_ready_case

pytestmark = pytest.mark.browser
LISTEN = """
window.heard = [];
navigator.vibrate = (pulses) => { window.heard.push({pulses: String(pulses)}); return true; };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) {
  window.heard.push({pitch: this.frequency.value, type: this.type});
  return start.apply(this, at);
};
"""


async def _heard(page: Page) -> list[dict[str, object]]:
    return await page.evaluate("window.heard.splice(0)")


async def test_yes_and_no_are_told_apart_by_ear_and_hand(world: World, tmp_path: Path) -> None:
    code = await a_code(world, await a_ready_case(world))
    async with at_the_counter(world, tmp_path, 360) as counter:
        await counter.page.add_init_script(LISTEN)
        await counter.page.reload()
        await counter.scan(code, "取档码有效")
        yes = await _heard(counter.page)
        await counter.scan("V3ABCDEFGHJK", "编码不完整")
        no = await _heard(counter.page)
        assert {"pulses": "60"} in yes
        assert {"pulses": "220,90,220"} in no
        assert [it for it in yes if "pitch" in it] != [it for it in no if "pitch" in it]
        await counter.page.click("#mute")
        await counter.page.reload()
        assert await counter.page.get_attribute("#mute", "aria-pressed") == "false"
        await counter.scan("V3ABCDEFGHJK", "编码不完整")
        assert await _heard(counter.page) == []
