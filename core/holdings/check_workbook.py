"""Check a workbook against the rooms (与现有档案核对): what only the database can tell.

Read-only and outside the writer; the import itself holds the same claims once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, select

from core.custody.carry_over import is_same_loan
from core.custody.custody import Custody
from core.holdings.dossier import Dossier, Volume, VolumeKind
from core.holdings.keep_catalogue import VolumeKey, volume_ids
from core.holdings.roster.other_sheets import (
    CATALOGUE,
    CONTACTS,
    LOANS,
    MATERIALS,
    ClassRow,
    ContactRow,
    LoanRow,
    MaterialRow,
)
from core.holdings.roster.problem import Problem
from core.holdings.roster.read_sheet import problem_in
from core.holdings.roster.read_workbook import Workbook
from core.holdings.roster.sheet import Sheet
from core.members.member import Member
from core.members.units import Unit


def check_workbook(session: Session, book: Workbook) -> list[Problem]:
    """What the optional sheets name and neither the workbook nor the rooms have."""
    return [
        *_unknown_units(session, book),
        *_contact_problems(session, book),
        *_unknown_volumes(session, book),
        *_loans_already_out(session, book),
    ]


def _unknown_units(session: Session, book: Workbook) -> Iterator[Problem]:
    known = set(session.exec(select(Unit.name)).all())
    known |= {row.unit for row in book.rows} | {row.unit for row in book.units}
    sheets: tuple[tuple[Sheet, str, list[ContactRow] | list[LoanRow]], ...] = (
        (CONTACTS, "单位名称", book.contacts),
        (LOANS, "借阅单位", book.loans),
    )
    for sheet, column, rows in sheets:
        for row in rows:
            if row.unit not in known:
                yield problem_in(sheet, row.row, column, "unit_unknown", value=row.unit)


def _contact_problems(session: Session, book: Workbook) -> Iterator[Problem]:
    numbered = [row for row in book.contacts if row.number]
    wanted = [row.number for row in numbered]
    taken = {
        number: (name, unit)
        for number, name, unit in session.exec(
            select(Member.number, Member.name, Unit.name)
            .outerjoin(Unit, col(Unit.id) == Member.unit_id)
            .where(col(Member.number).in_(wanted))
        ).all()
    }
    for row in numbered:
        if taken.get(row.number, (row.name, row.unit)) != (row.name, row.unit):
            fact = {"value": row.number}
            yield problem_in(CONTACTS, row.row, "人员编号", "number_is_anothers", **fact)


def _unknown_volumes(session: Session, book: Workbook) -> Iterator[Problem]:
    have = _volumes_to_be(session, book)
    numbers = {number for number, _, _ in have}
    both: tuple[tuple[Sheet, list[ClassRow] | list[MaterialRow] | list[LoanRow]], ...] = (
        (CATALOGUE, book.catalogue),
        (MATERIALS, book.materials),
        (LOANS, book.loans),
    )
    for sheet, rows in both:
        for row in rows:
            fact = {"value": row.dossier_number}
            if row.dossier_number not in numbers:
                yield problem_in(sheet, row.row, "档案编号", "dossier_unknown", **fact)
            elif _key(row) not in have:
                yield problem_in(sheet, row.row, "第几卷", "volume_unknown", **fact)


def _volumes_to_be(session: Session, book: Workbook) -> set[VolumeKey]:
    """Volumes that are there, and those that the roster would bring."""
    counts = ((VolumeKind.ORIGINAL, "originals"), (VolumeKind.DUPLICATE, "duplicates"))
    brought = {
        (row.dossier_number, kind.value, ordinal)
        for row in book.rows
        for kind, count in counts
        for ordinal in range(1, getattr(row, count) + 1)
    }
    return brought | volume_ids(session, _named(book)).keys()


def _named(book: Workbook) -> set[str]:
    counted = {row.dossier_number for row in book.catalogue}
    counted |= {row.dossier_number for row in book.materials}
    return counted | {row.dossier_number for row in book.loans}


def _loans_already_out(session: Session, book: Workbook) -> Iterator[Problem]:
    if book.loans and session.exec(select(Member.id).limit(1)).first() is None:
        yield problem_in(LOANS, None, None, "nobody_to_record")
    out = _out_since(session)
    for row in book.loans:
        since = out.get(_key(row))
        if since is not None and not is_same_loan(row, since):
            yield problem_in(LOANS, row.row, "档案编号", "volume_is_out")


def _out_since(session: Session) -> dict[VolumeKey, datetime]:
    rows = session.exec(
        select(Dossier.number, Volume.kind, Volume.ordinal, Custody.opened_at)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .join(Custody, col(Custody.volume_id) == Volume.id)
        .where(col(Custody.closed_at).is_(None))
    ).all()
    return {(number, kind, ordinal): at for number, kind, ordinal, at in rows}


def _key(row: ClassRow | MaterialRow | LoanRow) -> VolumeKey:
    return row.dossier_number, row.kind, row.ordinal
