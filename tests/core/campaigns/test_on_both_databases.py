"""两种数据库上走一遍：专项工作从启动到收表，重点信息从不一致到系统确认。
A campaign and a difference from end to end, on SQLite and on PostgreSQL, at the newest migration.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

import bot.schema  # noqa: F401 — the chat's own tables
from core.campaigns.keep_problem import OpenProblem
from core.campaigns.ledgers import persons_of, problems_of
from core.campaigns.report_figures import ReportFigures
from core.campaigns.return_sheets import FiguresRow
from core.holdings.cadre import Cadre
from core.holdings.hold import Hold
from core.keyfacts.export_updates import AcknowledgeUpdates, ExportUpdates
from core.keyfacts.questions import items_of
from core.keyfacts.update_lists import lines_waiting, sum_of
from tests.support.campaigns import UNITS, Campaigning
from tests.support.house import House
from tests.support.keyfacts import SETTLED, KeyFacts


@pytest.fixture
def house(house_url: str) -> Iterator[House]:
    opened = House(house_url)
    yield opened
    opened.close()


async def test_a_campaign_from_its_paper_to_the_figures_that_came_back(house: House) -> None:
    world = Campaigning(house)
    ref = await world.begin(covers="3")
    both = await asyncio.gather(world.add(ref, *UNITS), world.add(ref, UNITS[0]))
    assert sorted(it.code for it in both) == ["", "taken"]
    await world.add(ref, outside=("东山县",), rest=True)
    for state in ("open", "closed", "explained"):
        world.gap(0, state=state)
    row = {"row": 3, "line": "东山县", "dossiers": 2, "as_of": "2026-11-20"}
    counts = {"owed": 9, "closed": 7, "explained": 1, "overdue": 1}
    figures = FiguresRow(**row, **counts)
    report = ReportFigures(unit=world.joined("东山县").ref, figures=(figures,))
    assert (await house.do(world.archivist, report)).done
    assert (await house.do(world.archivist, report, "again")).done
    opened = OpenProblem(campaign=ref, kind="common", words="盖章写法不一")
    assert (await house.do(world.head, opened)).done
    found = world.progress(ref).counts
    assert (found.owed, found.closed, found.explained, found.overdue) == (2, 8, 2, 1)
    with house.looking() as session:
        campaign = world.campaign(ref)
        assert (len(persons_of(session, campaign)), len(problems_of(session, campaign))) == (0, 1)


async def test_a_difference_from_the_paper_to_the_system(house: House) -> None:
    world = KeyFacts(house)
    ref = await world.suspected()
    await world.enter(ref, "settle", SETTLED, value="1986.08.12")
    outcomes = await asyncio.gather(world.compare(ref), world.compare(ref))
    assert sorted(it.code for it in outcomes) == ["", "stale"]
    assert [it.lifted_at is not None for it in house.all(Hold)] == [True]
    out = await house.do(world.archivist, ExportUpdates(room_id=world.room))
    with house.looking() as session:
        assert len(lines_waiting(session, world.room)) == 1
        assert len(items_of(session, house.viewer(world.head), ["settled"])) == 1
    taken = AcknowledgeUpdates(list=str(out.data["list"]), receipt="回执 1")
    assert (await house.do(world.archivist, taken)).done
    with house.looking() as session:
        counted = sum_of(session, world.room, 2026)
    assert (counted.lists, counted.lines) == (1, 1)
    assert [it.born for it in house.all(Cadre)] == ["1986-08"]
