"""在进程内运行命令 / Commands run in this process, on a data folder of their own."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.danggui import danggui

Run = Callable[..., Result]


@pytest.fixture
def data_dir(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder whose database stands at the newest migration; an empty one takes longer to try."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "danggui.sqlite")
    return folder


@pytest.fixture
def run(data_dir: Path) -> Iterator[Run]:
    """`run("init", "--json")` gives click's result: exit_code, stdout, stderr."""
    before = logging.getLogger().handlers[:]

    def run(*words: str, **environ: str) -> Result:
        env = {"DANGGUI_DATA_DIR": str(data_dir), "DANGGUI_AS": None, **environ}
        return CliRunner().invoke(danggui, list(words), env=env, prog_name="danggui")

    yield run
    logging.getLogger().handlers = before
