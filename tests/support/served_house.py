"""一个真在跑的服务 / A house served for real: a process of its own, spoken to over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, Any

import orjson

from tests.support.house import House


class Server:
    """`danggui serve` at DEBUG in a process of its own; everything it prints is kept in a file."""

    def __init__(self, house: House, folder: Path, tokens: dict[str, str], pin: str) -> None:
        self.tokens, self.pin = tokens, pin
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        url = house.database.url.render_as_string(hide_password=False)
        settings = {"DATABASE_URL": url, "DATA_DIR": str(folder / "data"), "LOG_LEVEL": "DEBUG"}
        settings |= {"PORT": str(self.port), "HOST": "127.0.0.1"}
        env = {**os.environ, **{f"DANGGUI_{name}": value for name, value in settings.items()}}
        self.printed = folder / "printed"
        with self.printed.open("wb") as printed:
            self.process = self._start(env, printed)

    def _start(self, env: dict[str, str], printed: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            env=env,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        until = time.monotonic() + 90
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.call("GET", "/livez")[0] == 200:
                    return
            except urllib.error.URLError:
                time.sleep(0.05)  # what is starting needs the processor
        raise AssertionError(f"not ready: {self.stop()}")

    def call(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def command(self, who: str, name: str, **fields: Any) -> tuple[int, dict[str, Any]]:
        """One command over the JSON interface, with the PIN."""
        headers = {
            "Authorization": f"Bearer {self.tokens[who]}",
            "Idempotency-Key": f"{name}-{time.monotonic_ns()}",
            "Content-Type": "application/json",
            "X-Danggui-Pin": self.pin,
        }
        path = f"/api/v1/commands/{name}"
        status, body = self.call("POST", path, orjson.dumps(fields), **headers)
        return status, orjson.loads(body)

    def stop(self) -> str:
        """Everything it printed, to its end."""
        self.process.terminate()
        self.process.wait(timeout=30)
        return self.printed.read_text(encoding="utf-8")
