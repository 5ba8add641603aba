"""三龄两历一身份：一间室、一个人、几份材料 / A room, a cadre, papers that may not agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house import House, a_house
from tests.support.keyfacts import KeyFacts


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def world(house: House) -> KeyFacts:
    return KeyFacts(house)
