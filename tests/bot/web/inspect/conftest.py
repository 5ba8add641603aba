"""鉴别案头 / The inspection desk over real HTTP: a counted-in submission and a browser for each person."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

import bot.schema  # noqa: F401 — the chat's own tables
from tests.support.house import House, a_house
from tests.support.inspecting import an_inspection
from tests.support.inspection_desk import InspectionDesk
from tests.support.web import a_site, signed_in_client


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def desk(house: House, tmp_path: Path) -> AsyncIterator[InspectionDesk]:
    world = an_inspection(house)
    async with AsyncExitStack() as doors:
        server = await doors.enter_async_context(a_site(house, tmp_path))
        one, other, head = [
            await doors.enter_async_context(signed_in_client(house, server, member))
            for member in (world.one, world.other, world.head)
        ]
        yield InspectionDesk(world, server, doors, one, other, head)
