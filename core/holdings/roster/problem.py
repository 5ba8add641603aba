"""What keeps a roster (花名册) from being imported.

A problem carries a stable code and the facts of its sentence; the sentences themselves live in
`bot/replies/roster_problems.py`, one per code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

ECHOED = 20  # characters of a cell that a sentence repeats

CODES = frozenset(
    {
        # the file as a whole
        "workbook_unreadable",
        "workbook_encrypted",
        "workbook_too_big",
        "workbook_too_wide",
        "sheet_missing",
        "headings_missing",
        "heading_missing",
        "heading_twice",
        "nobody_listed",
        # one cell
        "day_unreadable",
        "cell_empty",
        "text_too_long",
        "name_unreadable",
        "date_unreadable",
        "date_without_month",
        "date_month_impossible",
        "date_month_ambiguous",
        "date_year_impossible",
        "date_in_future",
        "choice_unknown",
        "room_unknown",
        "count_unreadable",
        "id_stored_as_number",
        "id_wrong_length",
        "id_birth_date_impossible",
        "id_check_digit_wrong",
        # cells that contradict each other
        "born_contradicts_id",
        "not_after_birth",
        "no_volume",
        "dossier_number_twice",
        "id_number_twice",
        # sheets that speak of something no sheet and no room has
        "dossier_unknown",
        "volume_unknown",
        "unit_unknown",
        "line_twice",
        "due_before_loan",
        "volume_is_out",
        "number_is_anothers",
        "nobody_to_record",
        # what a county or an enterprise reports (core/campaigns)
        "report_sheet_missing",
        "report_headings_missing",
        "report_empty",
        "report_code_missing",
        "report_of_another",
        "report_counts_exceed",
    }
)

# Told beside the result, and never in the way of an import: the date of birth in a roster is the one
# that the organisation settled (组通字〔2006〕41号), which may lawfully differ from the id card's.
REMARKS = frozenset({"born_contradicts_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to put right: `row` counts as the spreadsheet does (1 is its first row).

    `row` and `column` are None where the whole file or sheet is meant. `facts` fill the sentence
    of `code` and never hold a name or an id number.
    """

    sheet: str
    row: int | None
    column: str | None
    code: str
    facts: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code

    @property
    def is_remark(self) -> bool:
        """Whether it only wants to be looked at."""
        return self.code in REMARKS


class Unreadable(Exception):
    """A cell that cannot be taken as it stands; caught by the row reader, never shown as is."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def echo(cell: object) -> str:
    """The beginning of a cell as its sentence repeats it: one line, no more than 20 characters."""
    written = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    text = " ".join(str(written).split())
    return text if len(text) <= ECHOED else text[:ECHOED] + "…"
