"""PDF anew (PDF 重编码): copy the pages into a new file and leave everything else behind.

Runs in the child only. Nothing is rendered and no stream is inflated, so a compression bomb stays
small. Broken files are refused rather than repaired: qpdf's repair can lose pages in silence.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, BinaryIO

import pikepdf

from core.files.active_parts import remaining_active_parts, remove_active_parts
from core.files.media_types import PDF
from core.files.refuse import Refuse

# ISO 32000-2, table 31: what a page needs in order to be seen; all other keys go.
PAGE_KEYS = frozenset(
    {
        *("/Type", "/Parent", "/Resources", "/Contents", "/Rotate", "/Group", "/UserUnit"),
        *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
    }
)


def reencode_pdf(received: BinaryIO, clean: BinaryIO, limits: dict[str, int]) -> dict[str, Any]:
    """Write the clean copy; its media type and pages. A PDF has no size in pixels."""
    try:
        source = pikepdf.open(received, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as locked:
        raise Refuse("password_protected") from locked
    with source, pikepdf.new() as copy:
        pages = _copy_pages(source, copy, limits["pages"])
        remove_active_parts(copy, limits["pixels"])
        written = _saved(copy)
    _look_again(written)
    clean.write(written.getbuffer())
    return {"media_type": PDF, "pages": pages, "width": None, "height": None}


def join_pages(pages: Iterable[BinaryIO], clean: BinaryIO) -> int:
    """Write one PDF from one-page PDFs of our own making; how many pages it has."""
    with pikepdf.new() as copy:
        for page in pages:
            with pikepdf.open(page) as source:
                copy.pages.extend(source.pages)
        clean.write(_saved(copy).getbuffer())
        return len(copy.pages)


def _copy_pages(source: pikepdf.Pdf, copy: pikepdf.Pdf, most: int) -> int:
    count = len(source.pages)
    if count > most:
        raise Refuse("too_many_pages")
    if count == 0:
        raise Refuse("damaged")
    for page in source.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[key]
        copy.pages.append(page)
    return count


def _look_again(written: io.BytesIO) -> None:
    # Read back, since only what was written counts: removed parts leave orphans in memory.
    with pikepdf.open(written) as copy:
        if remaining_active_parts(copy):
            raise Refuse("unsafe_content")


def _saved(copy: pikepdf.Pdf) -> io.BytesIO:
    # In memory first: a full disk is then our own OSError and not one of qpdf's.
    written = io.BytesIO()
    copy.save(written, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written
