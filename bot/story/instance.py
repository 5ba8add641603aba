"""The instance (被演示的实例) that a story plays against, and its command line if it is at hand."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.demo import demo_file


@dataclass(frozen=True, slots=True)
class Instance:
    """`data_dir` is None for one whose folder is not on this machine."""

    url: str
    data_dir: Path | None
    environment: dict[str, str]

    @property
    def keys_dir(self) -> Path | None:
        return None if self.data_dir is None else self.data_dir / "keys"

    async def danggui(self, *arguments: str) -> tuple[int, str]:
        """Run a command of `danggui` on the instance's data: exit code and stdout."""
        return await self.run("-m", "bot", *arguments)

    async def run(self, *arguments: str) -> tuple[int, str]:
        """Run this Python with these arguments, in the instance's environment."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode(errors="replace").strip()


def at(url: str) -> Instance:
    """A running demo: with its data folder if this environment's settings name it."""
    from bot.settings import load_settings

    data_dir = load_settings().data_dir
    here = demo_file.is_there(data_dir) and _is_of(url, data_dir)
    return Instance(url.rstrip("/"), data_dir if here else None, dict(os.environ))


def _is_of(url: str, data_dir: Path) -> bool:
    rows = orjson.loads((data_dir / demo_file.NAME).read_bytes())
    return bool(rows) and rows[0]["url"].startswith(url.rstrip("/") + "/")
