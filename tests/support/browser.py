"""A real Chromium for tests: the system's own, driven by playwright; no download."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Tab:
    """A page with the complaints it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    async def sign_in(self, url: str, number: str, pin: str) -> None:
        await self.page.goto(f"{url}/login")
        await self.page.fill("input[name=member]", number)
        await self.page.fill("input[name=pin]", pin)
        await self.page.click("form[action='/login'] button")
        await self.page.wait_for_url(lambda address: "/login" not in address)

    async def violations(self) -> list[str]:
        """What axe finds on the page, as `rule: target`."""
        if not await self.page.evaluate("() => 'axe' in window"):
            await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = await self.page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
            RULES,
        )
        return [
            f"{violation['id']}: {node['target']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]


def seeing(film: Path) -> list[str]:
    """Chromium's switches for a camera that plays this film."""
    fake = "--use-fake-device-for-media-stream"
    return [fake, f"--use-file-for-fake-video-capture={film}"]


@asynccontextmanager
async def a_browser(*args: str) -> AsyncIterator[Browser]:
    """Chromium itself, for tests that make their own tabs."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "Chromium is not installed: make setup-test"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*ARGS, *args])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def browsing(
    *widths: int, args: Sequence[str] = (), **context: Any
) -> AsyncIterator[list[Tab]]:
    """One tab per width, each with cookies of its own."""
    async with a_browser(*args) as browser:
        tabs = []
        for width in widths:
            own = await browser.new_context(
                viewport={"width": width, "height": 780}, locale="zh-CN", **context
            )
            tabs.append(Tab(await own.new_page()))
        yield tabs
