"""一间刚初始化的档案室 / A house that has just been opened, with a few entries in its log."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from tests.support.backed_up_house import open_first_room, settings_for


@pytest.fixture
def house(sqlite_house_url: str, tmp_path: Path) -> Settings:
    settings = settings_for(sqlite_house_url, tmp_path / "data")
    open_first_room(settings)
    return settings
