"""Fixtures that all tests may use / 各处测试共用的准备."""

import random

import pytest

pytest_plugins = ["tests.support.databases"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis draws by a seed of ours, so that the run that failed can be run again."""
    if config.getoption("hypothesisseed", None) is None:
        config.option.hypothesisseed = str(random.randrange(2**32))


def pytest_report_header(config: pytest.Config) -> str:
    return f"hypothesis: --hypothesis-seed={config.getoption('hypothesisseed')}"
