"""An intake in a folder of its own, and a way to hand files in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.vault import Vault


async def pieces(content: bytes, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


def intake_in(folder: Path, limits: Limits) -> Intake:
    return Intake(
        quarantine=folder / "quarantine",
        vault=Vault(folder / "keys"),
        store=BlobStore.in_folder(folder / "blobs"),
        limits=limits,
    )


def left_behind(folder: Path) -> list[Path]:
    places = (folder / "quarantine", folder / "blobs")
    return [path for place in places for path in place.rglob("*") if path.is_file()]


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return intake_in(tmp_path, Limits())
