"""扫描件：经接收口清洗加密后存入，原件照样留存 / The form's scan goes through the intake; the paper stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from aiohttp import FormData

from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.stored_file import StoredFile
from core.files.vault import Vault
from core.requests.form import SightedForm
from tests.core.files.made_files import png
from tests.support.counter_case import a_dossier, staff_of
from tests.support.house import House
from tests.support.web import Page, a_site, signed_in_client
from tests.support.window import DOSSIER, TICKS, Window


@pytest_asyncio.fixture
async def desk(house: House, tmp_path: Path) -> AsyncIterator[Window]:
    staff = staff_of(house)
    a_dossier(staff, DOSSIER)
    intake = Intake(
        quarantine=tmp_path / "quarantine",
        vault=Vault(tmp_path / "keys"),
        store=BlobStore.from_url((tmp_path / "blobs").as_uri()),
        limits=Limits(),
    )
    async with (
        a_site(house, tmp_path, intake=intake) as server,
        signed_in_client(house, server, staff.archivist) as browser,
    ):
        yield Window(staff, browser, server)


async def upload(desk: Window, ref: str, content: bytes, key: str = "scan-1") -> Page:
    form = FormData({"key": key, "case": ref, **TICKS})
    form.add_field("scan", content, filename="审批表.png", content_type="image/png")
    return await desk.browser.upload("/counter/form", form)


async def test_a_scan_is_kept_beside_the_ticks(desk: Window) -> None:
    ref = await desk.ready()
    page = await upload(desk, ref, png())
    assert "扫描件已收存" in page.result
    (form,) = desk.staff.house.all(SightedForm)
    (stored,) = desk.staff.house.all(StoredFile)
    assert (form.scan_id, form.sealed) == (stored.id, True)


async def test_what_is_no_picture_is_turned_away_with_a_sentence(desk: Window) -> None:
    ref = await desk.ready()
    page = await upload(desk, ref, b"not a picture")
    assert "扫描件没有收下" in page.result
    assert "只收 PDF、JPEG、PNG、TIFF" in page.result
    assert desk.staff.house.all(StoredFile) == []


async def test_a_foreign_upload_is_refused_before_it_is_read(desk: Window) -> None:
    ref = await desk.ready()
    desk.browser.csrf = "foreign"
    assert (await upload(desk, ref, png())).status == 403
