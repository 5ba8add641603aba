"""A room with one cadre whose papers differ, served for real."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

import bot.schema  # noqa: F401 — the chat's own tables
from tests.support.facts_desk import FactsDesk
from tests.support.house import House, a_house
from tests.support.keyfacts import KeyFacts
from tests.support.web import a_site


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def desk(house: House, tmp_path: Path) -> AsyncIterator[FactsDesk]:
    async with AsyncExitStack() as doors:
        server = await doors.enter_async_context(a_site(house, tmp_path))
        yield FactsDesk(KeyFacts(house), server, doors)
