"""A small world that really listens / 真正对外服务的小世界."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

import bot.schema  # noqa: F401 — the chat's own tables
from tests.support.house import a_house
from tests.support.lending_world import World, a_world
from tests.support.served import Served, served


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_house(tmp_path) as house:
        yield a_world(house)


@pytest_asyncio.fixture
async def at(world: World, tmp_path: Path) -> AsyncIterator[Served]:
    async with served(world.house, world.chat, tmp_path) as running:
        yield running
