"""Blob URL (文件库地址): the setting `BLOB_URL`, read strictly.

`file:///folder`, or `s3://bucket/prefix?endpoint=…&region=…`; the access key comes from the
environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`), never from the URL, which gets logged.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from obstore.store import S3Store

from core.errors import BadValue

S3_PARAMETERS = frozenset({"endpoint", "region", "virtual_hosted_style_request"})
EXPECTED = "file:///folder or s3://bucket/prefix?" + "&".join(sorted(S3_PARAMETERS))


def place_of(url: str) -> Path | S3Store:
    """The folder or the bucket that the URL names. Raises `BadValue`."""
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return Path(unquote(parts.path))
    if parts.scheme == "s3" and parts.netloc and "@" not in parts.netloc:
        return _bucket(parts)
    raise BadValue(setting="BLOB_URL", expected=EXPECTED)


def _bucket(parts: SplitResult) -> S3Store:
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    # obstore ignores parameters it does not know: a misspelt endpoint would mean another store.
    if not S3_PARAMETERS.issuperset(parameters):
        raise BadValue(setting="BLOB_URL", expected=EXPECTED)
    plain_http = parameters.get("endpoint", "").startswith("http://")
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=parameters,  # type: ignore[arg-type]
        client_options={"allow_http": plain_http},
    )
