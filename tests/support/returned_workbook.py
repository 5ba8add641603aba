"""回表 / A workbook that came back: the one that went out, filled in at the desk of a county."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

LINE = ("东山县财政局", 12, 30, 20, 2, 3, "2026-11-20")


def filled(content: bytes, sheets: dict[str, list[tuple[Any, ...]]]) -> bytes:
    """These rows under the headings of the sheets, from the third row on."""
    book = load_workbook(BytesIO(content))
    for name, rows in sheets.items():
        for at, row in enumerate(rows, start=3):
            for column, value in enumerate(row, start=1):
                book[name].cell(at, column).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
