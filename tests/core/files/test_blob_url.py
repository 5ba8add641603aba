"""文件库地址：写错的地址一律不用，绝不猜测；密钥不得写进地址。

Blob URL: a URL with a mistake is refused rather than guessed at; secrets never stand in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from obstore.store import S3Store

from core.errors import BadValue
from core.files.blob_store import BlobStore
from core.files.blob_url import place_of


def test_a_folder_url_names_the_folder() -> None:
    assert place_of("file:///var/lib/a%20b") == Path("/var/lib/a b")


def test_a_bucket_url_names_bucket_prefix_endpoint_and_region() -> None:
    url = "s3://archive/scans/2026?endpoint=http://10.0.0.7:9000&region=local"
    place = place_of(url)
    assert isinstance(place, S3Store)
    assert place.prefix == "scans/2026"
    assert place.config["bucket"] == "archive"
    assert (place.config["endpoint"], place.config["region"]) == ("http://10.0.0.7:9000", "local")
    assert dict(place.client_options or {}) == {"allow_http": "true"}


def test_an_https_bucket_never_falls_back_to_http() -> None:
    place = place_of("s3://archive?endpoint=https://10.0.0.7&region=local")
    assert isinstance(place, S3Store)
    assert dict(place.client_options or {}) == {"allow_http": "false"}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "blobs",
        "/var/lib/blobs",
        "file://blobs",
        "file:blobs",
        "s3://",
        "s3:///scans",
        "s3://key:secret@archive",
        "s3://archive?endpiont=http://10.0.0.7",
        "s3://archive?secret_access_key=x",
        "gs://archive",
        "http://archive/x",
        "memory:///",
    ],
)
def test_any_other_url_is_refused_with_what_is_expected(url: str) -> None:
    with pytest.raises(BadValue) as refusal:
        BlobStore.from_url(url)
    assert refusal.value.facts["setting"] == "BLOB_URL"
