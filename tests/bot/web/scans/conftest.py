"""数字档案案头 / The desk of digital copies over real HTTP, with a real intake and sealed store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

import bot.schema  # noqa: F401 — the chat's own tables
from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.vault import Vault
from tests.support.house import House, a_house
from tests.support.inspecting import an_inspection
from tests.support.scan_desk import ScanDesk
from tests.support.web import a_site, signed_in_client


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def desk(house: House, tmp_path: Path) -> AsyncIterator[ScanDesk]:
    world = an_inspection(house)
    intake = Intake(
        quarantine=tmp_path / "quarantine",
        vault=Vault(tmp_path / "keys"),
        store=BlobStore.in_folder(tmp_path / "blobs"),
        limits=Limits(),
    )
    async with AsyncExitStack() as doors:
        server = await doors.enter_async_context(a_site(house, tmp_path, intake=intake))
        one = await doors.enter_async_context(signed_in_client(house, server, world.one))
        yield ScanDesk(world, server, doors, one)
