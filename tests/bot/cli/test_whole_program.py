"""真正的命令：乱写的参数退出码是 2，帮助很快 / The real program: nonsense ends in 2, help is quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = ("sqlalchemy", "sqlmodel", "aiohttp", "durable", "alembic")
WRITERS = ("openpyxl", "docx", "docxtpl", "pikepdf")

NONSENSE = [
    ("no-such-command",),
    ("serve", "--port", "notaport"),
    ("serve", "--roles", "web,cook"),
    ("import",),
    ("import", "no-such-file.xlsx"),
    ("story", "no-such-story"),
    ("restore", "no-such-file", "--into", "somewhere"),
]


def danggui(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {"DANGGUI_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", NONSENSE, ids=" ".join)
def test_nonsense_ends_in_2_and_leaves_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    done = danggui(*words, folder=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_help_loads_nothing_heavy() -> None:
    """Quick by what it leaves alone, not by a stopwatch."""
    help_ = "from bot.cli.danggui import danggui; danggui(['--help'], standalone_mode=False)"
    printed, loaded = loaded_by(help_, HEAVY)
    assert "check-config" in printed
    assert loaded == "[]"


def test_serving_waits_for_no_writer_of_files() -> None:
    """Workbooks, Word and PDF come with whoever asks for the first one."""
    assert loaded_by("import bot.serving", WRITERS)[1] == "[]"


def loaded_by(words: str, looked_for: tuple[str, ...]) -> tuple[str, str]:
    """What it prints, and which of these modules it has loaded."""
    asked = f"import sys; {words}; print([m for m in {looked_for} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    printed, _, loaded = done.stdout.rstrip().rpartition("\n")
    return printed, loaded


def test_a_misspelt_setting_keeps_serve_from_starting(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "serve"]
    env = {"DANGGUI_DATA_DIR": str(tmp_path), "DANGGUI_PROT": "80", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "DANGGUI_PROT" in done.stderr


def test_a_database_that_does_not_answer_ends_in_3(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "audit", "verify"]
    url = "postgresql+psycopg://nobody@127.0.0.1:1/house?connect_timeout=2"
    env = {"DANGGUI_DATA_DIR": str(tmp_path), "DANGGUI_DATABASE_URL": url, "PATH": "/bin"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr


def test_a_bug_in_a_command_shows_a_number_and_no_values(tmp_path: Path) -> None:
    """The log names places, never what a variable held: a token or a name may stand in one."""
    broken = (
        "import sys; from bot.cli.danggui import danggui; import bot.bench\n"
        "def main(**_):\n  token = 'canary-value'; raise KeyError(token)\n"
        "bot.bench.main = main; sys.argv = ['danggui', 'bench']; danggui()"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken],
        cwd=ROOT,
        env={"DANGGUI_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "problem" in done.stderr
    assert "KeyError" in done.stderr
    assert "canary" not in done.stderr
