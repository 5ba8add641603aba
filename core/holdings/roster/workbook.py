"""Opening a spreadsheet file (工作簿) without trusting it.

The parser lays a sheet out as a full rectangle, so one stray cell at XFD1048576 asks for hundreds
of gigabytes and aborts the process; and a small file may inflate without end. Both are seen here,
before the parser sees the file, by inflating it once and keeping nothing.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, PasswordError, load_workbook

from core.holdings.roster.cells import Cell
from core.holdings.roster.problem import Unreadable

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_INFLATED_BYTES = 50 * MEGABYTE
CHUNK = 256 * 1024
OVERLAP = 200  # bytes of a chunk looked at again with the next one

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and the wrapper of an .xlsx with a password
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError)
XLSX_PART = re.compile(r"xl/workbook\d*\.xml", re.I)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# A filled cell right of column BZ or below row 99,999; a blank one that is only styled is harmless.
FAR_CELL = re.compile(
    rb"""r\s*=\s*["'](?:(?:[C-Zc-z][A-Za-z]|[A-Za-z]{3,})\d+|[A-Za-z]+\d{6,})["']"""
    rb"""(?:[^>]*[^/>])?>(?:[^<]|<[^/])"""
)

Grid = Sequence[Sequence[Cell]]


def sheet_rows(source: Path | str | bytes, sheet: str) -> Grid:
    """All rows of the named sheet from the spreadsheet's first row on; blank cells are ''.

    Raises OSError when the file cannot be opened, Unreadable with workbook_too_big,
    workbook_too_wide, workbook_encrypted, workbook_unreadable or sheet_missing.
    """
    return sheets(source, sheet)[sheet]


def sheets(source: Path | str | bytes, needed: str, *optional: str) -> dict[str, Grid]:
    """The rows of the sheet that must be there and of those others that are; raises as above."""
    content = _content(source)
    if not content.startswith(OLE):
        _look_through(content)
    elif ENCRYPTED in content:
        raise Unreadable("workbook_encrypted")
    try:
        with load_workbook(BytesIO(content)) as book:
            names = {name.strip(): name for name in book.sheet_names}
            if not names:
                raise Unreadable("workbook_unreadable")
            if needed not in names:
                raise Unreadable("sheet_missing", sheets="、".join(names)[:100])
            return {
                name: book.get_sheet_by_name(names[name]).to_python(skip_empty_area=False)
                for name in (needed, *optional)
                if name in names
            }
    except PasswordError:
        raise Unreadable("workbook_encrypted") from None
    except (CalamineError, ValueError):
        raise Unreadable("workbook_unreadable") from None


def _content(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        with Path(source).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable("workbook_too_big", megabytes=MOST_BYTES // MEGABYTE)
    return content


def _look_through(content: bytes) -> None:
    left = MOST_INFLATED_BYTES
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if not any(map(XLSX_PART.fullmatch, archive.namelist())):
                raise Unreadable("workbook_unreadable")  # .xlsb and .ods cannot be looked through
            for member in archive.infolist():
                left -= _inflated_size(archive, member, left)
    except BROKEN_ZIP:
        raise Unreadable("workbook_unreadable") from None


def _inflated_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    member.file_size = left + CHUNK  # what the file declares about itself is not believed
    size, tail = 0, b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise Unreadable("workbook_too_big", megabytes=MOST_INFLATED_BYTES // MEGABYTE)
            if FAR_CELL.search(tail + chunk):
                raise Unreadable("workbook_too_wide")
            tail = chunk[-OVERLAP:]
    return size
