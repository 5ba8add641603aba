"""Which rows of a roster sheet stand for a person (人员行).

Blank rows, repeated headings, totals (合计) and notes above or below the table stand for nobody.
A row that has lost its name still stands for somebody, and is told so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.holdings.roster.cells import Cell, is_blank
from core.holdings.roster.headings import Place, plain_heading

TOTALS = frozenset({"合计", "总计", "小计", "共计", "总数", "合计数"})
NOBODY = TOTALS | {"姓名"}
NOTE_CELLS = 3  # a note fills few cells
NOTE_MARKS = ":：，。"


def people_rows(
    rows: Sequence[Sequence[Cell]], heading_row: int, places: Sequence[Place]
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Row number as the spreadsheet counts, and cells, of every person below the headings."""
    at = {place.column.field: place.position for place in places}
    for index in range(heading_row + 1, len(rows)):
        if _is_a_person(rows[index], at):
            yield index + 1, rows[index]


def _is_a_person(cells: Sequence[Cell], at: Mapping[str, int]) -> bool:
    name = cells[at["name"]]
    if is_blank(name):
        first = next((cell for cell in cells if not is_blank(cell)), None)
        return plain_heading(first) not in TOTALS and _filled(cells, at) > NOTE_CELLS
    if plain_heading(name) in NOBODY:
        return False
    return not any(mark in str(name) for mark in NOTE_MARKS) or _filled(cells, at) > NOTE_CELLS


def _filled(cells: Sequence[Cell], at: Mapping[str, int]) -> int:
    return sum(not is_blank(cells[position]) for position in at.values())
