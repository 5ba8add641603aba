"""扫码枪：全角、中文输入法、别的键盘布局、没有回车、制表符、连扫，都读得准；扫错了地方不留痕。

A gun is read by its keys, so that no input method, layout or field can spoil what it scanned.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from core.custody.custody import Evidence
from core.requests.request import Request
from tests.support.at_the_counter import Counter, at_the_counter
from tests.support.gun import full_width, gun_on
from tests.support.lending_world import World
from tests.support.to_the_counter import a_code, a_ready_case, label_of

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.id"


async def _is_back_at_the_box(counter: Counter) -> bool:
    await expect(counter.page.locator("#scan")).to_have_value("")
    return await counter.page.evaluate(FOCUSED) == "scan"


async def test_no_input_method_and_no_layout_spoils_a_code(world: World, tmp_path: Path) -> None:
    ref = await a_ready_case(world)
    async with at_the_counter(world, tmp_path) as counter:
        page = counter.page
        await page.keyboard.insert_text(full_width(await a_code(world, ref)))
        await page.keyboard.press("Enter")
        await counter.told("取档码有效")
        for spoil in (
            lambda gun, code: gun.composed(code, into="查出哦啊"),
            lambda gun, code: gun.mislaid(code),
            lambda gun, code: gun.pull(code.lower()),
        ):
            await page.goto(f"{counter.house.url}/counter")
            await spoil(await gun_on(page), await a_code(world, ref))
            await counter.told("取档码有效")
            assert await _is_back_at_the_box(counter)
        assert counter.tab.complaints == []


async def test_enter_tab_and_nothing_at_all_end_a_scan(world: World, tmp_path: Path) -> None:
    ref = await a_ready_case(world)
    async with at_the_counter(world, tmp_path) as counter:
        for suffix in ("Tab", "", "NumpadEnter"):
            await counter.page.goto(f"{counter.house.url}/counter")
            await counter.gun(await a_code(world, ref), suffix)
            await counter.told("取档码有效")
            assert await _is_back_at_the_box(counter)


async def test_a_second_enter_and_a_second_pull_are_no_second_scan(
    world: World, tmp_path: Path
) -> None:
    await a_ready_case(world)
    label = label_of(world)
    async with at_the_counter(world, tmp_path) as counter:
        # The moment within which the same code is one scan does not pass on a slow machine.
        await counter.page.clock.set_fixed_time("2026-11-25T09:00:00+08:00")
        for _ in range(3):
            await counter.gun(label)
            await counter.page.keyboard.press("Enter")
        await counter.told("标签对上了")
        await expect(counter.page.locator("#kept")).to_be_hidden()
    assert len(world.house.all(Evidence)) == 1


async def test_two_guns_one_after_the_other_are_two_scans(world: World, tmp_path: Path) -> None:
    code, label = await a_code(world, await a_ready_case(world)), label_of(world)
    async with at_the_counter(world, tmp_path) as counter:
        await counter.gun(code + label, suffix="")
        await counter.told("标签对上了")
        await expect(counter.page.locator("#work")).to_contain_text("已出示")
    assert len(world.house.all(Evidence)) == 1


async def test_two_guns_at_the_same_time_are_asked_to_scan_again(
    world: World, tmp_path: Path
) -> None:
    code, label = await a_code(world, await a_ready_case(world)), label_of(world)
    mixed = "".join(one + other for one, other in zip(code, label, strict=False))
    async with at_the_counter(world, tmp_path) as counter:
        await counter.scan(mixed, "再扫")
    assert world.house.all(Evidence) == []


async def test_a_scan_into_another_field_leaves_it_as_it_was(world: World, tmp_path: Path) -> None:
    ref = await a_ready_case(world)
    code, label = await a_code(world, ref), label_of(world)
    async with at_the_counter(world, tmp_path) as counter:
        page = counter.page
        await counter.scan(code, "取档码有效")
        await page.fill("[name='reader.1.last4']", "20")
        await page.focus("[name='reader.1.last4']")
        await counter.scan(label, "标签对上了")
        assert await page.input_value("[name='reader.1.last4']") == "20"
        await counter.tick_everything()
        await counter.press("出库交接", "可以出库")
        await counter.scan(label, "请当面清点")
        await page.fill("#remark", "缺第三件")
        await page.focus("#remark")
        await (await gun_on(page)).composed(label, into="为啊")
        await expect(page.locator("#result")).to_contain_text("请当面清点")
        assert await page.input_value("#remark") == "缺第三件"
        assert await _is_back_at_the_box(counter)


async def test_fingers_keep_their_fields_and_their_tab_key(world: World, tmp_path: Path) -> None:
    code = await a_code(world, await a_ready_case(world))
    async with at_the_counter(world, tmp_path) as counter:
        page = counter.page
        await counter.scan(code, "取档码有效")
        await page.focus("[name='reader.1.last4']")
        await page.keyboard.type("2071", delay=120)
        await page.keyboard.press("Tab")
        assert await page.input_value("[name='reader.1.last4']") == "2071"
        assert await page.evaluate(FOCUSED) != "scan"
        await page.fill("[name='reader.2.last4']", "")
        await page.focus("[name='reader.2.last4']")
        await (await gun_on(page, gap=0.2)).composed("QIAN", into="钱")
        assert await page.input_value("[name='reader.2.last4']") == "钱"


async def test_a_typed_number_opens_the_case_and_the_cursor_comes_back(
    world: World, tmp_path: Path
) -> None:
    ref = await a_ready_case(world)
    short = next(case.short for case in world.house.all(Request) if case.ref == ref)
    async with at_the_counter(world, tmp_path) as counter:
        await counter.page.keyboard.type(short, delay=90)
        await counter.page.keyboard.press("Enter")
        await counter.told("已调出办件")
        await counter.page.click("h1")
        assert await _is_back_at_the_box(counter)


async def test_a_number_and_a_slot_typed_by_hand_keep_their_space(
    world: World, tmp_path: Path
) -> None:
    await a_ready_case(world)
    async with at_the_counter(world, tmp_path) as counter:
        await counter.page.fill("#scan", "GB-00001 B-99")
        await counter.page.keyboard.press("Enter")
        await counter.told("编号与库位对不上")
