"""断网的机器：解开安装包，一条命令装好，能建室、能开门；包坏了不装；装到一半不影响原来的。
A machine without a network installs from the bundle alone, opens, and refuses a damaged bundle.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bot.bundle.make import make_bundle
from bot.bundle.wheels import own_python

ROOT = Path(__file__).parents[3]
SCRIPT = """
set -eu
cd "$1"
sh install.sh "$2"
export DANGGUI_DATA_DIR="$2/data" DANGGUI_PORT=8080
danggui=$2/current/.venv/bin/danggui
"$danggui" init --json
"$danggui" serve --roles web,worker 2>"$2/serve.log" &
served=$!
until "$2/current/.venv/bin/python" -c "$3" 2>/dev/null; do kill -0 $served || exit 9; done
kill $served
"""
ASK = (
    "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/readyz').read().decode());"
    " assert b'htmx' in u.urlopen('http://127.0.0.1:8080/static/vendor/htmx.min.js').read()"
)


def cut_off(*command: str) -> subprocess.CompletedProcess[str]:
    """The command on a machine with no network but its own loopback."""
    alone = ["unshare", "--map-root-user", "--net", sys.executable, "-m", "tests.support.cut_off"]
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHON": sys.executable, "LANG": "C.UTF-8"}
    return subprocess.run(
        [*alone, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    made = make_bundle(folder, platform.machine(), own_python())
    with tarfile.open(made) as tar:
        tar.extractall(folder, filter="data")
    return folder / made.name.removesuffix(".tar.gz")


def test_the_far_machine_reaches_no_registry() -> None:
    asked = cut_off(
        sys.executable, "-c", "import socket; socket.create_connection(('1.1.1.1', 80))"
    )
    assert "Network is unreachable" in asked.stderr


def test_a_machine_without_a_network_installs_and_opens(unpacked: Path, tmp_path: Path) -> None:
    done = cut_off("sh", "-c", SCRIPT, "sh", str(unpacked), str(tmp_path / "房间"), ASK)
    assert done.returncode == 0, done.stderr
    assert "已装好" in done.stdout
    assert '"invitations"' in done.stdout
    assert '"ready": true' in done.stdout


def test_a_damaged_bundle_installs_nothing_and_says_so(unpacked: Path, tmp_path: Path) -> None:
    damaged = tmp_path / unpacked.name
    shutil.copytree(unpacked, damaged)
    wheel = next((damaged / "wheels").glob("jinja2*"))
    wheel.write_bytes(wheel.read_bytes()[:-1])
    done = cut_off("sh", str(damaged / "install.sh"), str(tmp_path / "room"))
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert not (tmp_path / "room").exists()
