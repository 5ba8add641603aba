"""先存后送：断网、刷新、关页、重开，扫过的一条不丢，每条只办一次；没送到以前不能办结。

Every scan is kept before it is sent, under a key of its own, and blocks completion while unsent.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from core.custody.custody import Custody
from tests.support.at_the_counter import Counter, at_the_counter
from tests.support.lending_world import World
from tests.support.served import PIN
from tests.support.to_the_counter import a_code, a_ready_case, label_of

pytestmark = pytest.mark.browser


async def _out(counter: Counter, world: World) -> str:
    """The world's one volume, handed over at this counter."""
    code = await a_code(world, await a_ready_case(world))
    await counter.scan(code, "取档码有效")
    await counter.tick_everything()
    await counter.scan(label_of(world), "标签对上了")
    await counter.press("出库交接", "可以出库")
    return label_of(world)


async def test_a_scan_survives_the_network_and_the_page(world: World, tmp_path: Path) -> None:
    async with at_the_counter(world, tmp_path) as counter:
        label = await _out(counter, world)
        context = counter.page.context
        await context.set_offline(True)
        await counter.gun(label)
        await expect(counter.page.locator("#kept")).to_contain_text("待送 1 条")
        await counter.page.close()
        await context.set_offline(False)
        assert world.house.all(Custody)[0].returned_at is None
        again = await context.new_page()
        await again.goto(f"{counter.house.url}/counter")
        await expect(again.locator("#result")).to_contain_text("请当面清点")
        await expect(again.locator("#kept")).to_be_hidden()
    assert world.house.all(Custody)[0].returned_at is not None


async def test_nothing_is_completed_while_a_scan_has_not_arrived(
    world: World, tmp_path: Path
) -> None:
    async with at_the_counter(world, tmp_path) as counter:
        label = await _out(counter, world)
        await counter.scan(label, "请当面清点")
        await counter.count()
        await counter.page.context.set_offline(True)
        await counter.gun("V3ABCDEFGHJK")
        await expect(counter.page.locator("#kept")).to_contain_text("待送 1 条")
        await counter.press("核对无误", "先不要办结")
        assert world.house.all(Custody)[0].closed_at is None
        assert await counter.tab.violations() == []
        await counter.page.context.set_offline(False)
        await counter.told("编码不完整")
        await counter.press("核对无误", "请放回原位")
    assert world.house.all(Custody)[0].closed_at is not None


async def test_an_answer_that_was_lost_is_asked_for_again_and_done_once(
    world: World, tmp_path: Path
) -> None:
    label, lost = label_of(world), []
    await a_ready_case(world)

    async def lose_the_first_answer(route: Route) -> None:
        if lost:
            return await route.continue_()
        lost.append(await route.fetch())
        return await route.abort()

    async with at_the_counter(world, tmp_path) as counter:
        await counter.page.route("**/counter/scan*", lose_the_first_answer)
        await counter.scan(label, "标签对上了")
        await expect(counter.page.locator("#kept")).to_be_hidden()
    assert len(lost) == 1
    assert len(world.house.log("volume_seen")) == 1


async def test_scans_go_in_the_order_in_which_they_were_made(world: World, tmp_path: Path) -> None:
    code = await a_code(world, await a_ready_case(world))
    async with at_the_counter(world, tmp_path) as counter:
        await counter.page.context.set_offline(True)
        for text in (code, label_of(world)):
            await counter.gun(text)
        await expect(counter.page.locator("#kept")).to_contain_text("待送 2 条")
        await counter.page.context.set_offline(False)
        await counter.told("标签对上了")
        await expect(counter.page.locator("#work")).to_contain_text("已出示")


async def test_a_scan_is_sent_by_the_person_who_made_it(world: World, tmp_path: Path) -> None:
    async with at_the_counter(world, tmp_path) as counter:
        await _out(counter, world)
        other = world.house.add_member("archivist", room=world.room)
        await counter.house.give_pin(other)
        await counter.page.context.set_offline(True)
        await counter.gun(label_of(world))
        await expect(counter.page.locator("#kept")).to_contain_text("待送 1 条")
        # Closed and signed out first: back online the page would send its own at once,
        # be sent to the sign-in, and cut off the sign-in below.
        await counter.page.goto("about:blank")
        await counter.page.context.clear_cookies()
        await counter.page.context.set_offline(False)
        await counter.tab.sign_in(counter.house.url, counter.house.number(other), PIN)
        await expect(counter.page.locator("#kept")).to_contain_text("别的同志扫的 1 条")
    assert world.house.all(Custody)[0].returned_at is None
