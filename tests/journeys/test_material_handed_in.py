"""材料从单位到窗口：填清单、拖图片进来、打印两份、扫清单码、清点签收；手机和电脑上都无障碍。
Material from the unit to the counter in a real Chromium: the list, pictures dropped, two copies, counted in.
"""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.async_api import expect

from core.collection.picture import Picture
from core.collection.submission import Submission
from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.vault import Vault
from tests.support.browser import Tab, browsing
from tests.support.lending_world import World
from tests.support.served import PIN, Served, served

pytestmark = pytest.mark.browser
DROP = """async ([text, name, type]) => {
  const bytes = Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const target = document.querySelector("[data-upload]");
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def an_intake(folder: Path) -> Intake:
    return Intake(
        quarantine=folder / "quarantine",
        vault=Vault(folder / "keys"),
        store=BlobStore.from_url((folder / "blobs").as_uri()),
        limits=Limits(),
    )


def a_large_png() -> str:
    """Noise does not shrink: more than one part is needed."""
    picture = Image.frombytes("RGB", (600, 600), os.urandom(600 * 600 * 3))
    ImageDraw.Draw(picture).rectangle((50, 50, 300, 300), fill="white")
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return base64.b64encode(out.getvalue()).decode()


async def look(tab: Tab, name: str) -> None:
    """Axe at both widths; a screenshot where a person asked for one."""
    for width in (360, 1280):
        await tab.page.set_viewport_size({"width": width, "height": 780})
        assert await tab.violations() == []
        folder = os.environ.get("DANGGUI_SHOTS", "")
        if folder:
            await tab.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


async def sign_in(tab: Tab, house: Served, member: int) -> None:
    await house.give_pin(member)
    await tab.sign_in(house.url, house.number(member), PIN)


async def test_a_list_with_dropped_pictures_is_counted_in(world: World, tmp_path: Path) -> None:
    async with (
        served(world.house, world.chat, tmp_path, intake=an_intake(tmp_path)) as house,
        browsing(1280, 1280) as (contact, archivist),
    ):
        await sign_in(contact, house, world.contact)
        page = contact.page
        await page.goto(f"{house.url}/chat")
        await page.get_by_text("传预审图片", exact=True).click()
        await look(contact, "chat")
        await page.goto(f"{house.url}/desk/submissions")
        await look(contact, "list-empty")
        await page.get_by_role("link", name="填写移交清单").click()
        for n, title in enumerate(("2025年度考核登记表", "研究生毕业证书"), 1):
            await page.locator(f"[name='title.{n}']").fill(title)
        await page.locator("[name='formed.1']").fill("2026-11-02")
        await look(contact, "new")
        await page.get_by_role("button", name="保存清单").click()
        await page.wait_for_url("**/desk/submissions/*")
        await expect(page.get_by_text("拖到这里")).to_be_visible()
        await page.evaluate(DROP, [a_large_png(), "考核表.png", "image/png"])
        await expect(page.locator("[data-summary]")).to_have_text("收到 1 张。")
        await page.evaluate(DROP, [base64.b64encode(b"ID3").decode(), "voice.mp3", "audio/mpeg"])
        await expect(page.locator("[data-summary]")).to_contain_text("1 张没有收下")
        await look(contact, "uploaded")
        await page.reload()
        await expect(page.locator(".pictures img")).to_be_visible()
        await look(contact, "one")
        await page.get_by_role("link", name="打印清单（两份）").click()
        await look(contact, "paper")
        (submission,) = world.house.all(Submission)
        assert len(world.house.all(Picture)) == 1

        await sign_in(archivist, house, world.archivist)
        desk = archivist.page
        await desk.goto(f"{house.url}/counter")
        await desk.locator("#scan").fill(submission.label)
        await desk.keyboard.press("Enter")
        await expect(desk.locator("#result")).to_contain_text("移交清单")
        await desk.locator("[name='missing.2']").check()
        await desk.locator("[name=handed_by]").fill("周文启")
        await look(archivist, "counting")
        await desk.get_by_role("button", name="份数点清，双方签收").click()
        await expect(desk.locator("#result")).to_contain_text("收到 1 份")
        await look(archivist, "counted")
        await desk.get_by_role("link", name="打印清单（两份）").first.click()
        await look(archivist, "paper-signed")
        assert contact.complaints == []
        assert archivist.complaints == []
    assert world.house.all(Submission)[0].state == "counted_in"
