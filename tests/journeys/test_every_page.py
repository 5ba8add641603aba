"""每一页都有人走得到、读得懂；手机和桌面两种宽度，axe 都查不出无障碍问题，控制台不报错。

Every page of the house is reached by links and search forms alone; no link leads nowhere; nobody meets
English or a raw id; in a browser the pages are quiet, do not scroll sideways, and axe finds nothing.

In the browser a page is left out only where each of its elements, with its attributes and the two above
it, was looked at on another page, and its path with it: `tests.support.markup.worth_a_look`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support.browser import a_browser
from tests.support.looking import amiss, ready_to_look
from tests.support.markup import foreign_words, worth_a_look
from tests.support.signed_tab import signed_tab
from tests.support.walking import Seen, every_page
from tests.support.whole_house import Place, each_state, the_demo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
TABS = 3
# Home leads on to where one's work is.
NOT_A_PAGE = {"/", "/desk/outage/entries/{ref}"}


@dataclass(frozen=True, slots=True)
class Walked:
    """Both houses and what was seen in them."""

    places: dict[str, Place]
    seen: list[Seen]
    nowhere: list[str]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def walked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Walked]:
    demo, states = (tmp_path_factory.mktemp(name) for name in ("demo", "states"))
    async with the_demo(demo) as first, each_state(states) as second:
        walks = [await first.walk(), await second.walk()]
        seen = [it for walk in walks for it in walk.seen]
        nowhere = [it for walk in walks for it in walk.nowhere]
        yield Walked({it.name: it for it in (first, second)}, seen, nowhere)


async def test_every_page_is_reached_by_somebody(walked: Walked) -> None:
    assert set(every_page()) - {it.page for it in walked.seen} == NOT_A_PAGE


async def test_no_link_leads_nowhere(walked: Walked) -> None:
    assert walked.nowhere == []


async def test_nobody_meets_english_or_a_raw_id(walked: Walked) -> None:
    met = {
        f"{it.page}: {word}"
        for it in walked.seen
        if it.place == "demo"
        for word in foreign_words(it.source)
    }
    assert met == set()


async def test_axe_finds_nothing_and_the_console_is_quiet(walked: Walked) -> None:
    chosen = worth_a_look(walked.seen)
    async with a_browser() as browser:
        found = await asyncio.gather(
            *(_looked_at(browser, walked, chosen[nth::TABS]) for nth in range(TABS))
        )
    assert [what for of_one in found for what in of_one] == []


async def _looked_at(browser: Browser, walked: Walked, pages: list[Seen]) -> list[str]:
    """One tab per person, one after the other."""
    found: list[str] = []
    for place, who in sorted({(it.place, it.who) for it in pages}):
        there = walked.places[place]
        tab = await signed_tab(browser, there.house, there.server, there.people.get(who))
        await ready_to_look(tab)
        for it in pages:
            if (it.place, it.who) == (place, who):
                found += [f"{who} {it.address} {what}" for what in await amiss(tab, it.address)]
        await tab.page.context.close()
    return found
