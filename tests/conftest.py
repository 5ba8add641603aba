"""Fixtures that all tests may use / 各处测试共用的准备."""

pytest_plugins = ["tests.support.databases"]
