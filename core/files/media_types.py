"""Media types (文件类型): the four that are taken, told by the bytes at offset 0."""

from __future__ import annotations

from typing import Final

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TIFF: Final = "image/tiff"
PDF: Final = "application/pdf"

SIGNATURES: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"%PDF-", PDF),
)
# What browsers and scanners send instead of the registered names.
OTHER_NAMES: Final = {"image/jpg": JPEG, "image/pjpeg": JPEG, "image/tif": TIFF}
KEPT: Final = frozenset({JPEG, PNG, PDF})
"""What the child may hand back: a TIFF is kept as PNG, JPEG or PDF, which browsers can show."""


def sniff(head: bytes) -> str | None:
    """The media type that the first bytes announce; None for anything but the four."""
    return next((name for mark, name in SIGNATURES if head.startswith(mark)), None)


def declared_type(text: str) -> str:
    """A Content-Type header reduced to the registered name, without parameters."""
    name = text.partition(";")[0].strip().lower()
    return OTHER_NAMES.get(name, name)
