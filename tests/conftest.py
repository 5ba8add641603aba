"""Fixtures that all tests may use / 各处测试共用的准备."""

import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from bot.logs import keep_to_our_rules

LONG = {"faults", "journeys", "bundle", "bench"}
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 4 * 1024**3

pytest_plugins = ["tests.support.databases"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis draws by a seed of ours, to run again what failed; our log is set up as served."""
    if config.getoption("hypothesisseed", None) is None:
        config.option.hypothesisseed = str(random.randrange(2**32))
    keep_to_our_rules()  # a traceback with all its locals takes longer to print than most tests
    _keep_what_was_compiled()
    _write_to_memory()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no worker is left with one of them while the other rests."""
    items.sort(key=lambda item: LONG.isdisjoint(item.path.parts))


def pytest_report_header(config: pytest.Config) -> str:
    return f"hypothesis: --hypothesis-seed={config.getoption('hypothesisseed')}"


def _keep_what_was_compiled() -> None:
    """Workers, and the processes that tests start, would each compile the house and the tests anew."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _write_to_memory() -> None:
    """Databases of tests wait for the disk longer than they work; a killed process loses nothing there."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
