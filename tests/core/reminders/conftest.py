"""能借阅的档案室，两种数据库各一间 / A room that lends, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.reminders.workdays import known_exceptions
from tests.support.house import House
from tests.support.lending import Lending


@pytest.fixture
def world(house_url: str) -> Iterator[Lending]:
    """With the working days of 2026 as the State Council's notice has them."""
    house = House(house_url)
    for row in known_exceptions([2026]):
        house.keep(row)
    yield Lending(house)
    house.close()
