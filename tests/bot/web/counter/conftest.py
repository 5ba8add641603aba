"""A room, its archivist's browser at the counter, and one dossier."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

import bot.schema  # noqa: F401 — the chat's own tables
from tests.support.counter_case import a_dossier, staff_of
from tests.support.house import House, a_house
from tests.support.web import a_site, signed_in_client
from tests.support.window import DOSSIER, Window


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as house:
        yield house


@pytest_asyncio.fixture
async def window(house: House, tmp_path: Path) -> AsyncIterator[Window]:
    staff = staff_of(house)
    a_dossier(staff, DOSSIER)
    async with (
        a_site(house, tmp_path) as server,
        signed_in_client(house, server, staff.archivist) as browser,
    ):
        yield Window(staff, browser, server)
