"""查缺的档案室 / The room in which gaps are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gaps import GapRoom
from tests.support.house import a_house


@pytest.fixture
def world(tmp_path: Path) -> Iterator[GapRoom]:
    with a_house(tmp_path) as house:
        yield GapRoom(house)
