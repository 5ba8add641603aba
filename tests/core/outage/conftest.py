"""A room that lends, where two people enter what happened on paper, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.clock import MORNING
from tests.support.house import House
from tests.support.late import LateRoom


@pytest.fixture
def house(house_url: str) -> Iterator[House]:
    opened = House(house_url)
    yield opened
    opened.close()


@pytest.fixture
def world(house: House) -> LateRoom:
    """The people held their roles long before the paper day."""
    house.clock.set(MORNING - timedelta(days=60))
    world = LateRoom(house)
    house.clock.set(MORNING)
    return world
