"""Fixtures that all tests may use / 各处测试共用的准备."""

import random

import pytest

from bot.logs import keep_to_our_rules

LONG = {"faults", "journeys", "bundle", "bench"}

pytest_plugins = ["tests.support.databases"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis draws by a seed of ours, to run again what failed; our log is set up as served."""
    if config.getoption("hypothesisseed", None) is None:
        config.option.hypothesisseed = str(random.randrange(2**32))
    keep_to_our_rules()  # a traceback with all its locals takes longer to print than most tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no worker is left with one of them while the other rests."""
    items.sort(key=lambda item: LONG.isdisjoint(item.path.parts))


def pytest_report_header(config: pytest.Config) -> str:
    return f"hypothesis: --hypothesis-seed={config.getoption('hypothesisseed')}"
