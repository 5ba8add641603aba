"""A room with its people, an intake for files, and a browser for whoever is needed."""

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
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import DOSSIER, Office
from tests.support.house import House, a_house
from tests.support.web import a_site


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as house:
        yield house


@pytest_asyncio.fixture
async def office(house: House, tmp_path: Path) -> AsyncIterator[Office]:
    staff = staff_of(house)
    a_dossier(staff, DOSSIER)
    intake = Intake(
        quarantine=tmp_path / "quarantine",
        vault=Vault(tmp_path / "keys"),
        store=BlobStore.from_url((tmp_path / "blobs").as_uri()),
        limits=Limits(),
    )
    async with AsyncExitStack() as doors:
        server = await doors.enter_async_context(a_site(house, tmp_path, intake=intake))
        yield Office(staff, server, doors)
