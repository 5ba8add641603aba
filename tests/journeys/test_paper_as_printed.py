"""纸面：每种表都印成整页 A4，字不出纸边，二维码印出来扫得着，黑白也够用。

How paper looks: every form, filled with the longest and oddest, printed by a real Chromium.
`DANGGUI_KEEP_PAPER=folder` keeps the pictures, to be looked at.
"""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import pytest_asyncio
import zxingcpp
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image
from playwright.async_api import Page

from bot.web import assets
from bot.web.forms.own_template import form_names
from bot.web.pages.templates import environment
from tests.support.browser import Tab, browsing
from tests.support.paper_samples import ROOM, samples

# The kit is a file of its own with styles of its own; its journey prints it.
ELSEWHERE = {"emergency_kit"}
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
WIDE = {"gap_list", "material_register", "register"}
# Lists of forty go on to further pages, each with a head of its own; everything else is one page.
RUNS_ON = {
    *("catalogue", "copies", "loan_slip", "loss_report"),
    *("material_register", "return_check", "return_notice", "return_slip"),
    *("gap_list", "submission_list"),
}
EDGE_MM = 4
# The line along which two halves are cut apart.
CUT_PX = 3
pytestmark = pytest.mark.browser


def test_every_form_has_a_sample() -> None:
    assert set(samples()) == set(form_names()) - ELSEWHERE


async def get_paper(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    given = {"room": ROOM, "back": None, **samples()[name]}
    text = environment().get_template(f"forms/{name}.html.j2").render(given)
    return web.Response(text=text, content_type="text/html")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def press() -> AsyncIterator[tuple[Tab, str]]:
    """A browser before a server that has every form and our own styles."""
    app = web.Application()
    app.add_routes([*assets.routes, web.get("/paper/{name}", get_paper)])
    async with TestServer(app) as server, browsing(1280) as (tab,):
        yield tab, str(server.make_url("/paper/"))


@pytest.mark.parametrize("name", sorted(samples()))
@pytest.mark.asyncio(loop_scope="module")
async def test_a_form_prints_on_whole_pages_within_their_edges(
    press: tuple[Tab, str], name: str
) -> None:
    tab, url = press
    await tab.page.goto(url + name)
    assert await outside(tab.page) == []
    await tab.page.emulate_media(media="print")
    halves = await tab.page.locator(".paper.half").count()
    papers = await tab.page.locator(".paper").count() - halves
    printed = await tab.page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = page_sizes(printed)
    pages = papers + (halves + 1) // 2
    assert set(sizes) == {LANDSCAPE if name in WIDE else PORTRAIT}
    assert len(sizes) > pages if name in RUNS_ON else len(sizes) == pages
    keep(name, printed)
    read: list[str] = []
    for picture in await pictures(tab.page, name):
        assert edges_are_blank(picture), f"{name}: something is printed at the paper's edge"
        read += codes_on(picture)
    assert set(read) == set(codes_of(name))
    await tab.page.emulate_media(media="screen")
    assert tab.complaints == []


def keep(name: str, printed: bytes) -> None:
    folder = os.environ.get("DANGGUI_KEEP_PAPER")
    if folder:
        Path(folder, f"{name}.pdf").write_bytes(printed)


async def outside(page: Page) -> list[str]:
    """Elements that reach beyond the paper they stand on, by what they say."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll('.paper')].flatMap(paper => {
            const edge = paper.getBoundingClientRect();
            return [...paper.querySelectorAll('*')].filter(it => {
                const box = it.getBoundingClientRect();
                return box.right > edge.right + 1 || box.bottom > edge.bottom + 1 ||
                    box.left < edge.left - 1 || it.scrollWidth > it.clientWidth + 2 && it.clientWidth;
            }).map(it => it.textContent.slice(0, 30));
        })"""
    )
    return found


def page_sizes(printed: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        return [(round(float(p.MediaBox[2])), round(float(p.MediaBox[3]))) for p in pdf.pages]


async def pictures(page: Page, name: str) -> list[Image.Image]:
    """Each paper as a grey picture, at about 192 dots an inch."""
    found = []
    for at, paper in enumerate(await page.locator(".paper").all()):
        folder = os.environ.get("DANGGUI_KEEP_PAPER")
        kept = f"{folder}/{name}-{at}.png" if folder else None
        shot = await paper.screenshot(scale="css", path=kept)
        found.append(Image.open(io.BytesIO(shot)).convert("L"))
    return found


def edges_are_blank(picture: Image.Image) -> bool:
    """The outer millimetres, which no office printer reaches, hold nothing."""
    width, height = picture.size
    edge = round(EDGE_MM / 25.4 * 96)
    bottom = height - CUT_PX
    left = picture.crop((0, CUT_PX, edge, bottom))
    right = picture.crop((width - edge, CUT_PX, width, bottom))
    return all(low > 200 for low, _ in (left.getextrema(), right.getextrema()))


def codes_on(picture: Image.Image) -> list[str]:
    """What is read from the paper as a copier sees it: black and white only."""
    stark = picture.resize((picture.width * 2, picture.height * 2))
    stark = stark.point(lambda shade: 255 if shade > 128 else 0)
    return [code.text for code in zxingcpp.read_barcodes(stark)]


def codes_of(name: str) -> list[str]:
    """What the codes of a sample say, in the order of its parts."""
    return list(_said(samples()[name]))


def _said(value: Any) -> Any:
    says = getattr(value, "says", None)
    if says is not None:
        yield says
    elif isinstance(value, dict):
        for each in value.values():
            yield from _said(each)
    elif isinstance(value, list):
        for each in value:
            yield from _said(each)
