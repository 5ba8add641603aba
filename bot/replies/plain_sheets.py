"""Sheets of a workbook that goes out (表格输出): a heading row and rows, every text as text.

What begins like a formula stays what was typed: a cell is never carried out by whoever opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

HEAD = PatternFill("solid", fgColor="E8E1D5")
WIDEST = 48  # beyond it a cell wraps


def write_sheet(
    book: Workbook, name: str, headings: Sequence[str], rows: Sequence[Sequence[str | int]]
) -> Any:
    """A new sheet with these rows under the headings, the first row held in sight."""
    sheet = book.create_sheet(name)
    put_headings(sheet, 1, headings)
    for at, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            put(sheet, at, column, value)
    for column, texts in enumerate(zip(headings, *rows, strict=True), start=1):
        _widen(sheet, column, max(_width(str(it)) for it in texts))
    sheet.freeze_panes = "A2"
    lie_across_one_page(sheet, heading_row=1)
    return sheet


def put_headings(sheet: Any, row: int, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(row, column, heading)
        cell.font, cell.fill = Font(bold=True), HEAD
        _widen(sheet, column, _width(heading))


def lie_across_one_page(sheet: Any, heading_row: int) -> None:
    """Printed it is one page wide, and every page begins with the headings."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"


def _widen(sheet: Any, column: int, width: int) -> None:
    sheet.column_dimensions[get_column_letter(column)].width = min(max(width + 4, 12), WIDEST)


def _width(text: str) -> int:
    """How wide it stands: a Chinese character takes two places."""
    return sum(1 if it.isascii() else 2 for it in text)


def put(sheet: Any, row: int, column: int, value: str | int) -> None:
    """A number as a number, everything else as text."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def a_book() -> Workbook:
    """A workbook without any sheet yet."""
    book = Workbook()
    book.remove(book.active)
    return book


def content_of(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()
