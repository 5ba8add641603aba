"""每一页 / Every page of the house, as each person may open it: addresses, a browser, what axe finds.

Pages that differ in their words only are looked at once: axe judges tags, attributes, classes, colours.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from bot.web.app import ROUTES
from tests.support.authorisation import a_small_world, people
from tests.support.browser import Tab, a_browser
from tests.support.every_thing import Things
from tests.support.house import a_house
from tests.support.signed_tab import signed_tab
from tests.support.web import a_site

OpenHouse = tuple[Things, TestServer, Browser, dict[str, int | None]]
WIDTHS = (360, 1280)
ROLES = ("contact", "leader", "authority", "archivist", "head", "officer", "auditor", "guest")
NO_PAGES = ("/api/", "/static/", "/favicon", "/livez", "/readyz", "/metrics")
FILES = (".xlsx", ".csv", ".crt", ".json")
MOST = 2
DOSSIER = "GB-00001"


# The markup without its words: tags, classes, what the attributes are and whether there is text;
# rows of a list that look alike count once.
BUILD = """() => {
  const build = (node) => {
    const own = [...node.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
    const attributes = [...node.attributes].map((it) =>
      /^(id|name|for|href|action|value|content|aria-(label|labelledby|describedby|controls))$/.test(it.name)
        ? it.name + (it.value ? "" : "=") : it.name + "=" + it.value);
    const below = [...node.children].map(build).filter((it, at, all) => it !== all[at - 1]);
    return node.tagName + "[" + attributes.sort() + "]" + (own ? "text" : "") + "(" + below + ")";
  };
  return build(document.documentElement);
}"""


def every_page() -> list[str]:
    paths = [route.path for route in ROUTES if route.method == "GET"]
    return [p for p in paths if not p.startswith(NO_PAGES) and not p.endswith(FILES)]


def addresses(path: str, t: Things) -> list[str]:
    if path == "/counter":
        return [
            path,
            *(f"/counter?case={t.cases[state]}" for state in ("ready", "out", "returned")),
        ]
    named = path.replace("{number}", DOSSIER)
    return [named.replace("{ref}", ref) for ref in t.cases.values()] if "{" in named else [named]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_house(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[OpenHouse]:
    folder: Path = tmp_path_factory.mktemp("pages")
    with a_house(folder) as house:
        t = await a_small_world(house)
        who = people(t)
        members = {name: getattr(t.world, name) for name in ROLES[:5]}
        members |= {"officer": who["officers"]["administrator"], "guest": None}
        members |= {"auditor": who["officers"]["auditor"]}
        async with a_site(house, folder) as server, a_browser() as browser:
            yield t, server, browser, members


builds: set[str] = set()


async def violations_of(open_house: OpenHouse, role: str) -> list[str]:
    """What axe finds on the pages that open for this role."""
    t, server, browser, members = open_house
    tab = await signed_tab(browser, t.world.house, server, members[role])
    found: list[str] = []
    for path in every_page():
        for address in await _opening(tab, path, t):
            found += await _violations(tab, address)
    await tab.page.context.close()
    return found


async def _opening(tab: Tab, path: str, t: Things) -> list[str]:
    """The first addresses of this page that open for this person."""
    opening: list[str] = []
    for address in addresses(path, t):
        answer = await tab.page.context.request.get(
            address, headers={"Accept": "text/html"}, max_redirects=0
        )
        assert answer.status < 500, address
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            opening.append(address)
        if len(opening) == MOST:
            break
    return opening


async def _violations(tab: Tab, address: str) -> list[str]:
    await tab.page.goto(address, wait_until="load")
    build = await tab.page.evaluate(BUILD)
    if build in builds:
        return []
    builds.add(build)
    found = []
    for width in WIDTHS:
        await tab.page.set_viewport_size({"width": width, "height": 780})
        found += [f"{address} at {width}: {what}" for what in await tab.violations()]
    return found
