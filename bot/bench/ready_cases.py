"""Cases one step before the hand-over (待出库办件): everything is in order, only the lend is left.

Each has one volume, three signatures' worth of rows as the real steps leave them, and evidence of
this moment, which the law accepts for ten minutes. Written in bulk: only the lend is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlmodel import SQLModel

from bot.bench.case_rows import case_rows
from bot.bench.staff import Staff
from core.custody.custody import Evidence
from core.custody.hand_over import HandOver
from core.custody.sealed_package import SealedPackage
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.outbox.addressee import Addressee
from core.requests.approval import Approval
from core.requests.collection_code import CollectionCode
from core.requests.form import SightedForm
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Lend:
    """One lend to make: the command, and the archivist's place in `Staff.archivists`."""

    command: HandOver
    archivist: int


def prepare(connection: Connection, staff: Staff, count: int, now: datetime) -> list[Lend]:
    """`count` cases ready to be handed over now, each by another archivist in turn."""
    first = _free_id(connection)
    lends: list[Lend] = []
    for start in range(0, count, AT_ONCE):
        numbers = range(first + start, first + min(start + AT_ONCE, count))
        lends += _write(connection, staff, numbers, now)
    return lends


def _free_id(connection: Connection) -> int:
    """One number serves a case in all its tables, so that it must be free in each."""
    own = (Cadre, Dossier, Volume, Request, Line)
    return 1 + max(
        connection.execute(select(func.coalesce(func.max(_key(table)), 0))).scalar_one()
        for table in own
    )


def _key(table: type[SQLModel]) -> Any:
    return SQLModel.metadata.tables[str(table.__tablename__)].c.id


def _write(
    connection: Connection, staff: Staff, numbers: Sequence[int], now: datetime
) -> list[Lend]:
    cases = [case_rows(number, staff, now) for number in numbers]
    for table in _TABLES:
        rows = [row for case in cases for row in case if isinstance(row, table)]
        keyless = {"id"} if table in _NUMBERED_BY_DATABASE else set()
        connection.execute(insert(table), [row.model_dump(exclude=keyless) for row in rows])
    found = [(_only(Request, case), _only(Volume, case)) for case in cases]
    return [
        Lend(
            HandOver(request=request.ref, labels=(volume.label,), seen_version=request.version),
            (request.id or 0) % len(staff.archivists),
        )
        for request, volume in found
    ]


_TABLES: tuple[type[SQLModel], ...] = (
    *(Cadre, Dossier, Volume, Request, Line, Reader, Approval),
    *(SightedForm, SealedPackage, CollectionCode, Evidence, Addressee),
)
_NUMBERED_BY_DATABASE = (Approval, Evidence, SealedPackage)


def _only(table: type[Any], rows: Sequence[SQLModel]) -> Any:
    return next(row for row in rows if isinstance(row, table))
