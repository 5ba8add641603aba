"""命令行参数有误即说明并退出。A wrong command line is told so: exit 2 bad input, 3 unavailable."""

import subprocess
import sys
from pathlib import Path

import pytest

from hardware_bridge.__main__ import main
from hardware_bridge.keyfile import new_key, write_key
from hardware_bridge.spool import Spool


def _arguments(folder: Path, **changes: str) -> list[str]:
    options = {
        "url": "http://127.0.0.1:9",
        "device": "desk-1",
        "key-file": str(folder / "desk.key"),
        "spool": str(folder / "spool.db"),
    } | {key.replace("_", "-"): value for key, value in changes.items()}
    return [part for key, value in options.items() for part in (f"--{key}", value)]


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "127.0.0.1:8080"},
        {"url": "ftp://127.0.0.1"},
        {"url": "http://127.0.0.1/api"},
        {"device": "desk 1"},
        {"device": ""},
    ],
)
def test_bad_usage_ends_with_2(
    tmp_path: Path, changes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*_arguments(tmp_path, **changes), "--simulate"])
    assert end.value.code == 2
    assert "error: argument" in capsys.readouterr().err


def test_without_a_reader_there_is_nothing_to_run(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(_arguments(tmp_path))


def test_a_missing_key_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_arguments(tmp_path), "--simulate"]) == 2
    assert "desk.key" in capsys.readouterr().err


def test_a_spool_in_use_ends_with_3(tmp_path: Path) -> None:
    write_key(tmp_path / "desk.key", new_key())
    command = [sys.executable, "-m", "hardware_bridge", *_arguments(tmp_path), "--simulate"]
    with Spool(tmp_path / "spool.db"):
        ended = subprocess.run(command, capture_output=True, timeout=20, check=False)
    assert (ended.returncode, b"unavailable" in ended.stderr) == (3, True)
