"""一间会丢东西的档案室 / A room in which a volume can go missing, with everybody it takes to search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house import House, a_house
from tests.support.lost import Searching


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def world(house: House) -> Searching:
    return Searching(house)
