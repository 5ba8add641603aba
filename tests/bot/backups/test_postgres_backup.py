"""PostgreSQL 的备份与恢复 / PostgreSQL is dumped, restored and drilled with its own tools."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bot.backups.drill import drill
from bot.backups.make import make_backup
from bot.backups.manifest import BadBackup
from bot.backups.postgres_tools import NoTool
from bot.backups.restore import restore_into, restore_into_database
from bot.settings import Settings
from tests.support.backed_up_house import open_first_room, settings_for
from tests.support.clock import MORNING

pytestmark = pytest.mark.postgres


@pytest.fixture
def tools(postgres_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools that came with the server; an older pg_dump refuses a newer server."""
    monkeypatch.setenv("PATH", f"{postgres_server.bin_path}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def house(postgres_house_url: str, tmp_path: Path) -> Settings:
    settings = settings_for(postgres_house_url, tmp_path / "data")
    open_first_room(settings)
    return settings


@pytest.mark.usefixtures("tools")
def test_a_dump_restores_into_an_empty_database_only(
    house: Settings, postgres_url: str, tmp_path: Path
) -> None:
    made = make_backup(house, house.backups_dir, MORNING, with_keys=False)
    restore_into_database(made.file, postgres_url)
    with pytest.raises(FileExistsError):
        restore_into_database(made.file, postgres_url)
    with pytest.raises(BadBackup):
        restore_into(made.file, tmp_path / "folder")


@pytest.mark.usefixtures("tools")
def test_the_drill_uses_a_scratch_database(house: Settings) -> None:
    made = make_backup(house, house.backups_dir, MORNING, with_keys=False)
    assert drill(made.file, house.database_url).head == made.manifest.head


def test_without_pg_dump_it_says_so(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoTool, match="pg_dump is not on the PATH"):
        make_backup(house, house.backups_dir, MORNING, with_keys=False)
