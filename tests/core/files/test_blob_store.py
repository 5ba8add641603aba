"""文件库：只新建，不覆盖；文件夹与存储桶行为一致。

Blob store: blobs are created and never overwritten; a folder and a bucket behave alike.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from core.files.blob_store import BlobMissing, BlobStore, StoreFailed
from tests.core.files.small_bucket import SmallBucket

NAME, OTHER = "ab" * 32, "cd" * 32
LATER, LONG_AGO = datetime(2100, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
async def bucket(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[SmallBucket, BlobStore]]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "demo")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "demo")
    small = SmallBucket()
    async with TestServer(small.app()) as server:
        endpoint = str(server.make_url("/")).rstrip("/")
        yield small, BlobStore.from_url(f"s3://archive/scans?endpoint={endpoint}&region=local")


@pytest.fixture(params=["folder", "bucket"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, bucket: tuple[SmallBucket, BlobStore]
) -> BlobStore:
    url = (tmp_path / "made" / "on first use").as_uri()
    return bucket[1] if request.param == "bucket" else BlobStore.from_url(url)


async def test_what_was_put_is_got(store: BlobStore) -> None:
    content = bytes(range(256)) * 50_000  # above obstore's own threshold for multipart
    await store.put(NAME, content)
    assert await store.get(NAME) == content


async def test_a_name_that_is_taken_is_never_overwritten(store: BlobStore) -> None:
    await store.put(NAME, b"first")
    with pytest.raises(StoreFailed):
        await store.put(NAME, b"second")
    assert await store.get(NAME) == b"first"


async def test_a_missing_blob_is_named_as_such_and_may_be_deleted_again(store: BlobStore) -> None:
    await store.put(NAME, b"x")
    await store.delete(NAME)
    await store.delete(NAME)
    with pytest.raises(BlobMissing):
        await store.get(NAME)


async def test_names_lists_what_was_stored_before_a_moment(store: BlobStore) -> None:
    await store.put(NAME, b"x")
    await store.put(OTHER, b"y")
    assert sorted(await store.names(stored_before=LATER)) == [NAME, OTHER]
    assert await store.names(stored_before=LONG_AGO) == []


async def test_a_bucket_that_refuses_us_is_a_permanent_failure(
    bucket: tuple[SmallBucket, BlobStore],
) -> None:
    small, store = bucket
    small.refuses = True
    with pytest.raises(StoreFailed) as failure:
        await store.put(NAME, b"x")
    assert failure.value.permanent is True


async def test_a_folder_that_cannot_be_written_is_a_passing_failure(tmp_path: Path) -> None:
    store = BlobStore.in_folder(tmp_path / "blobs")
    (tmp_path / "blobs" / NAME[:2]).write_text("in the way")
    with pytest.raises(StoreFailed) as failure:
        await store.put(NAME, b"x")
    assert failure.value.permanent is False
