"""一间能借阅的档案室 / A room that lends, on a new database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house import House, a_house
from tests.support.lending import Lending


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def world(house: House) -> Lending:
    return Lending(house)
