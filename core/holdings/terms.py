"""Search terms (检索词): what a dossier is found by; every search is one range of this table.

The first letter of a term says what it is: `N` a name, `n` the rest of a name from its second or a
later character on, `p` pinyin initials, `d` a dossier number or its last digits, `i` the last four
of the id number, `u` a unit's id and then the name. So a piece of a name is the beginning of some term, on SQLite and PostgreSQL
alike, and a million dossiers need no text index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, String, delete, insert, select
from sqlmodel import Field, Session, SQLModel, col

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.holdings.readings import initials

LONGEST = 72
MOST_ENDINGS = 12
AT_ONCE = 2000
LAST = "\U0010ffff"
# Ranges follow the order of code points, which PostgreSQL keeps only under its C collation.
TERM_TYPE: Any = String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql")
LAST_DIGITS = re.compile(r"0*(\d+)$")


class SearchTerm(SQLModel, table=True):
    __tablename__ = "search_term"
    __table_args__ = {"sqlite_with_rowid": False}

    room_id: int = Field(
        sa_column=Column(Integer, ForeignKey("room.id"), primary_key=True, autoincrement=False)
    )
    term: str = Field(sa_column=Column(TERM_TYPE, primary_key=True))
    dossier_id: int = Field(
        sa_column=Column(Integer, ForeignKey("dossier.id"), primary_key=True, autoincrement=False)
    )


@dataclass(frozen=True, slots=True)
class Findable:
    """One dossier with what it is found by."""

    room_id: int
    dossier_id: int
    number: str
    unit_id: int
    name: str
    id_last4: str


def bare_name(name: str) -> str:
    """A name without dots, spaces and the width of its letters."""
    folded = unicodedata.normalize("NFKC", name).upper()
    return "".join(letter for letter in folded if letter.isalnum())


def bare_number(number: str) -> str:
    """A dossier number as people type it: letters and digits only."""
    return bare_name(number)


def unit_term(unit_id: int) -> str:
    """How the terms of a unit's people begin; their bare name follows."""
    return f"u{unit_id}/"


def terms_of(dossier: Findable) -> set[str]:
    """Every term of a dossier."""
    name, number = bare_name(dossier.name), bare_number(dossier.number)
    found = {f"N{name}", f"d{number}", f"{unit_term(dossier.unit_id)}{name}"}
    found |= {f"n{name[start:]}" for start in range(1, min(len(name), MOST_ENDINGS))}
    found |= {f"p{letters}" for letters in initials(name)}
    if digits := LAST_DIGITS.search(number):
        found.add(f"d{digits[1]}")
    if dossier.id_last4:
        found.add(f"i{dossier.id_last4.upper()}")
    return {term[:LONGEST] for term in found}


def keep_terms(session: Session, dossiers: Iterable[Findable]) -> None:
    """Write the terms of dossiers that have none yet."""
    rows: list[dict[str, Any]] = []
    for dossier in dossiers:
        rows += _rows(dossier)
        if len(rows) >= AT_ONCE:
            session.execute(insert(SearchTerm), rows)
            rows = []
    if rows:
        session.execute(insert(SearchTerm), rows)


def replace_terms(session: Session, before: Findable, after: Findable) -> None:
    """Bring the terms of one dossier up to date; nothing is written where nothing changed.

    Whoever changes a name, a number, a unit or a room calls this with `findable` of before and after.
    """
    old, new = ({tuple(row.values()) for row in _rows(each)} for each in (before, after))
    for room_id, term, dossier_id in old - new:
        session.execute(
            delete(SearchTerm).where(
                col(SearchTerm.room_id) == room_id,
                col(SearchTerm.term) == term,
                col(SearchTerm.dossier_id) == dossier_id,
            )
        )
    if added := sorted(new - old):
        names = ("room_id", "term", "dossier_id")
        session.execute(insert(SearchTerm), [dict(zip(names, row, strict=True)) for row in added])


def findable(session: Session, dossier_ids: Sequence[int]) -> dict[int, Findable]:
    """These dossiers with what they are found by now."""
    rows = session.execute(
        select(
            col(Dossier.room_id),
            col(Dossier.id),
            col(Dossier.number),
            col(Cadre.unit_id),
            col(Cadre.name),
            col(Cadre.id_last4),
        )
        .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .where(col(Dossier.id).in_(dossier_ids))
    ).all()
    return {row[1]: Findable(*row) for row in rows}


def index_all(session: Session) -> int:
    """Write all terms anew, for a database filled before there were any; gives the dossiers."""
    session.execute(delete(SearchTerm))
    ids = [number or 0 for number in session.scalars(select(col(Dossier.id)))]
    for start in range(0, len(ids), AT_ONCE):
        keep_terms(session, findable(session, ids[start : start + AT_ONCE]).values())
    return len(ids)


def _rows(dossier: Findable) -> list[dict[str, Any]]:
    return [
        {"room_id": dossier.room_id, "term": term, "dossier_id": dossier.dossier_id}
        for term in sorted(terms_of(dossier))
    ]
