"""A throw-away instance (一次性实例): a demo of its own in an empty folder, gone afterwards."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.cli.exits import Unavailable
from bot.settings import PREFIX
from bot.story.instance import Instance

DOSSIERS = 600
STARTS_WITHIN_SECONDS = 120
STOPS_WITHIN_SECONDS = 15


@asynccontextmanager
async def throw_away(program: str = "bot", **settings: str) -> AsyncIterator[Instance]:
    """Start it, wait until it is ready, stop it. Raises Unavailable when it does not start.

    `program` is the module that is `danggui` here; `settings` are further ones of the instance.
    """
    with tempfile.TemporaryDirectory(prefix="danggui-story-") as folder:
        instance = _somewhere(Path(folder), settings)
        with (Path(folder) / "instance.log").open("wb") as said:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", program, "demo", "--dossiers", str(DOSSIERS)),
                env=instance.environment,
                stdout=said,
                stderr=said,
            )
        try:
            await _ready(process, instance, Path(folder) / "instance.log")
            yield instance
        finally:
            await _stop(process)


def _somewhere(folder: Path, more: dict[str, str]) -> Instance:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    settings = {"DATA_DIR": str(folder / "data"), "PORT": str(port), "LOG_LEVEL": "ERROR"}
    own |= {PREFIX + name: value for name, value in (settings | more).items()}
    return Instance(f"http://127.0.0.1:{port}", folder / "data", own)


async def _ready(process: asyncio.subprocess.Process, instance: Instance, log: Path) -> None:
    try:
        async with asyncio.timeout(STARTS_WITHIN_SECONDS):
            while not await is_ready(instance.url):
                if process.returncode is not None:
                    raise Unavailable(await asyncio.to_thread(_last_words, log))
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise Unavailable("The throw-away instance did not become ready.") from None


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]


async def is_ready(url: str) -> bool:
    """Whether a demo answers there and is ready."""
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=5)) as session,
            session.get(f"{url}/readyz") as response,
        ):
            return response.status == 200 and (await response.json())["demo"] is True
    except (ClientError, OSError, TimeoutError, ValueError, KeyError):
        return False


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOPS_WITHIN_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
