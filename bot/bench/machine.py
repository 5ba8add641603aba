"""The machine while it is measured (机器状态): its load, its disk, and a folder on that disk."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import load_settings

BLOCK = b"\0" * 4096


def load() -> str:
    """The load averages of 1, 5 and 15 minutes."""
    return "load " + " ".join(f"{average:.2f}" for average in os.getloadavg())


@contextmanager
def folder_on_disk() -> Iterator[Path]:
    """A new folder beside the house's own data, removed at the end: no RAM disk flatters it."""
    data = load_settings().data_dir
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=data))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fdatasync_per_s(folder: Path, seconds: float = 0.25) -> int:
    """How often a second this disk takes 4 KiB and says that it is safe."""
    path = folder / "fdatasync"
    written = 0
    with path.open("wb", buffering=0) as file:
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            file.write(BLOCK)
            os.fdatasync(file.fileno())
            written += 1
        took = time.perf_counter() - began
    path.unlink()
    return round(written / took)
