"""One person's line of a roster (花名册), typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from core.holdings.roster.year_month import YearMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A cadre and their dossier as the roster states them; what it leaves open is an empty text.

    `row` is the spreadsheet's own row number. Name and id number keep out of the repr, so that
    no traceback shows them. The codes of `gender` … `status` and their Chinese are in `choices`.
    """

    row: int = field(compare=False)
    name: str = field(repr=False)
    gender: str
    ethnicity: str
    born: YearMonth
    began_work: YearMonth | Literal[""]
    joined_party: YearMonth | Literal[""]
    party_standing: str
    fulltime_education: str
    inservice_education: str
    unit: str
    post: str
    rank: str
    custody_authority: str
    id_number: str = field(repr=False)
    dossier_number: str
    originals: int
    duplicates: int
    slot: str
    secrecy: str
    room: str
    unit_nature: str
    establishment: str
    personnel_kind: str
    title_level: str
    selected_graduate: bool
    status: str
    remark: str
