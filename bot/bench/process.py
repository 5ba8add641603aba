"""A server in its own process (独立服务进程): started, waited for, stopped; its memory."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE_S = 60.0
LOOK_EVERY_S = 0.01


class NotServing(RuntimeError):
    """The server did not come up: nothing was measured."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def house_environment(folder: Path, port: int) -> dict[str, str]:
    """The environment of `danggui serve` on a database of ours: nothing of the caller's settings.

    What was compiled once is kept, as on any server.
    """
    dropped = ("DANGGUI_", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    own = {"DANGGUI_DATA_DIR": str(folder), "DANGGUI_PORT": str(port), "DANGGUI_LOG_LEVEL": "ERROR"}
    return kept | own


@contextmanager
def running(
    arguments: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m …` with its messages in a file; stopped as an operator would, else killed."""
    with log.open("wb") as errors:
        command = [sys.executable, "-m", *arguments]
        server = subprocess.Popen(command, env=environment, stdout=errors, stderr=errors)  # noqa: S603
        try:
            yield server
        finally:
            server.send_signal(signal.SIGCONT)
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def seconds_until_ready(
    server: subprocess.Popen[bytes],
    port: int,
    path: str,
    began: float,
    patience_s: float = PATIENCE_S,
) -> float:
    """Seconds from `began` (perf_counter) until the path answers 200; raises NotServing."""
    while time.perf_counter() - began < patience_s:
        if server.poll() is not None:
            raise NotServing(f"the server ended with {server.returncode}")
        if _answers(port, path):
            return time.perf_counter() - began
        time.sleep(LOOK_EVERY_S)
    raise NotServing(f"no 200 from {path} within {patience_s:.0f} s")


@contextmanager
def halted(server: subprocess.Popen[bytes]) -> Iterator[None]:
    """While the yardstick is measured, this server does not use the cores."""
    server.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.send_signal(signal.SIGCONT)


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB (10⁶ bytes)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return answer.status == 200 and json.loads(body) is not None
