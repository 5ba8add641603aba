"""依赖只朝里；迁移目录不是包；程序从本仓库装载；核心与制度不自己看钟。
Dependencies point inward; alembic/ is no package; we load from this repository; nobody reads a clock.
"""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "core", "rules", "hardware_bridge")
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "time_ns", "perf_counter"}
READERS = {"datetime", "date", "dt", "time"}


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_migrations_are_no_package() -> None:
    assert not list((ROOT / "alembic").rglob("__init__.py"))


def test_the_tests_are_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_load_from_here(name: str) -> None:
    module = importlib.import_module(name)
    assert Path(str(module.__file__)).is_relative_to(ROOT)


def clock_reads(path: Path) -> Iterator[str]:
    """Calls such as `datetime.now()`, `date.today()`, `time.time()`, or a bare `now()`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(value=ast.Name(id=of), attr=name) if (
                of in READERS and name in CLOCKS
            ):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {of}.{name}"
            case ast.Name(id="now"):
                yield f"{path.relative_to(ROOT)}:{node.lineno} now"


def test_core_and_rules_are_told_the_time() -> None:
    files = [path for name in ("core", "rules") for path in (ROOT / name).rglob("*.py")]
    assert [found for path in files for found in clock_reads(path)] == []


def test_a_clock_read_would_be_found(tmp_path: Path) -> None:
    path = ROOT / "tests" / "support" / "house.py"
    assert list(clock_reads(path)) == []
    source = "import datetime as dt\nfrom datetime import datetime\ndatetime.now()\nnow()\n"
    found = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    assert len(found) == 2
