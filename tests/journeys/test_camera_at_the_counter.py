"""摄像头：正的、斜的、暗的码都认得出，摄像头一直开着，结果一直留着；不许用时说清换哪条路。

The camera reads a code plain, tilted and dim, by a reader that our own server gives; it stays open.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.support.at_the_counter import at_the_counter
from tests.support.browser import seeing
from tests.support.fake_camera import film, frame
from tests.support.lending_world import World
from tests.support.to_the_counter import a_code, a_ready_case

pytestmark = pytest.mark.browser
ALLOWED = "--use-fake-ui-for-media-stream"


@pytest.mark.parametrize("how", ["plain", "tilted", "dim"])
async def test_a_code_is_read_and_the_camera_stays_open(
    world: World, tmp_path: Path, how: str
) -> None:
    code = await a_code(world, await a_ready_case(world))
    args = (ALLOWED, *seeing(film(tmp_path / "code.mjpeg", code, how)))
    async with at_the_counter(world, tmp_path, 360, args=args, permissions=["camera"]) as counter:
        await counter.page.click("[data-camera]")
        await counter.told("取档码有效")
        await expect(counter.page.locator("#camera video")).to_be_in_viewport()
        await expect(counter.page.locator("#result strong")).to_be_in_viewport()
        assert await counter.tab.violations() == []
        assert counter.tab.complaints == []


async def test_the_reader_comes_from_us_and_only_when_it_is_asked_for(
    world: World, tmp_path: Path
) -> None:
    code = await a_code(world, await a_ready_case(world))
    args = (ALLOWED, *seeing(film(tmp_path / "code.mjpeg", code)))
    async with at_the_counter(world, tmp_path, args=args, permissions=["camera"]) as counter:
        fetched: list[str] = []
        counter.page.on("request", lambda request: fetched.append(request.url))
        await counter.page.reload()
        assert not [url for url in fetched if "zxing" in url or "camera" in url]
        await counter.page.click("[data-camera]")
        await counter.told("取档码有效")
        assert any(url.endswith("zxing_reader.wasm") for url in fetched)
        assert all(url.startswith((counter.house.url, "data:")) for url in fetched)


async def test_a_camera_that_is_not_allowed_names_the_other_ways(
    world: World, tmp_path: Path
) -> None:
    async with at_the_counter(world, tmp_path, args=("--deny-permission-prompts",)) as counter:
        await counter.page.click("[data-camera]")
        said = counter.page.locator("#camera [data-said]")
        await expect(said).to_contain_text("拍照识别")
        await expect(counter.page.locator("#photo")).to_be_visible()
        assert await counter.tab.violations() == []


async def test_over_plain_http_there_is_no_camera_and_a_photo_does(
    world: World, tmp_path: Path
) -> None:
    code = await a_code(world, await a_ready_case(world))
    frame(code, "dim").save(tmp_path / "photo.jpg")
    args = ("--host-resolver-rules=MAP archive.lan 127.0.0.1",)
    async with at_the_counter(world, tmp_path, 360, args=args, host="archive.lan") as counter:
        await expect(counter.page.locator("[data-camera]")).to_be_hidden()
        await counter.page.click("#ways summary")
        await expect(counter.page.locator("[data-no-camera]")).to_be_visible()
        await counter.page.set_input_files("#photo", tmp_path / "photo.jpg")
        await counter.told("取档码有效")
        assert counter.tab.complaints == []
