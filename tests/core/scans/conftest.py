"""数字档案：一间室、一份档案 / A room and a dossier, with digital copies switched on where a test says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house import House, a_house
from tests.support.inspecting import Inspecting, an_inspection


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def world(house: House) -> Inspecting:
    return an_inspection(house)
