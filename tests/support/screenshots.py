"""截图 / Screenshots for docs/screenshots: the demo archive at 360, 768 and 1280 px.

`make screenshots` starts a demo of its own on a free port, in a folder that is removed afterwards.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import orjson
from playwright.async_api import Browser, Page

from bot.bench.process import free_port, house_environment, running, seconds_until_ready
from tests.support.browser import a_browser

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
WIDTHS = (360, 768, 1280)
HEIGHT = 780
PHONE = (360,)
SETTLES_MS = 2000
# The file's name, who looks, where; a link to follow from there, so that a case is in hand; widths.
SHOTS = (
    ("counter", "archivist", "/counter", "#lists .lines a", WIDTHS),
    ("counter-return", "archivist", "/counter?list=check", "#lists .lines li:last-child a", WIDTHS),
    ("desk", "archivist", "/desk", "", WIDTHS),
    ("handbook", "archivist", "/handbook", "", WIDTHS),
    ("chat", "unit_contact", "/chat", "", PHONE),
    ("leader", "approver", "/chat", "button:has-text('我的待办')", PHONE),
)


async def main(url: str, people: dict[str, tuple[str, str]]) -> None:
    """Every shot at every width, over the old files."""
    async with a_browser() as browser:
        for name, who, path, link, widths in SHOTS:
            for width in widths:
                page = await _signed_in(browser, width, *people[who])
                await page.goto(url + path)
                if link and await page.locator(link).count():
                    await page.locator(link).first.click()
                    await page.wait_for_timeout(SETTLES_MS)
                await page.screenshot(path=FOLDER / f"{name}-{width}.png")
                await page.context.close()


async def _signed_in(browser: Browser, width: int, login: str, pin: str) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": HEIGHT}, locale="zh-CN", device_scale_factor=1
    )
    page = await context.new_page()
    await page.goto(login)
    await page.fill("input[name=pin]", pin)
    await page.click("form[action='/login'] button")
    await page.wait_for_url(lambda address: "/login" not in address)
    return page


def _people(folder: Path) -> dict[str, tuple[str, str]]:
    """Login page and PIN of the first persona of each role."""
    rows = orjson.loads((folder / "demo.json").read_bytes())
    return {row["role"]: (row["url"], row["pin"]) for row in reversed(rows)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        folder, port, began = Path(name), free_port(), time.perf_counter()
        settings = house_environment(folder, port)
        with running(["bot", "serve", "--demo"], settings, folder / "log") as server:
            seconds_until_ready(server, port, "/readyz", began, patience_s=600)
            asyncio.run(main(f"http://127.0.0.1:{port}", _people(folder)))
    sys.stdout.write(f"{sum(len(shot[-1]) for shot in SHOTS)} screenshots\n")
