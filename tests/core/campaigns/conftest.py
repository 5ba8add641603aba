"""专项工作：一间室、三个单位 / A room that runs a campaign over three units."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.campaigns import Campaigning
from tests.support.house import House, a_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def world(house: House) -> Campaigning:
    return Campaigning(house)
