"""A small world for journeys in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.schema  # noqa: F401 — the chat's own tables
from tests.support.house import a_house
from tests.support.lending_world import World, a_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_house(tmp_path) as house:
        yield a_world(house)
