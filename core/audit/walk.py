"""Walk (逐条读取日志): every entry with its payload, in pages, as the database holds it.

Rows are read raw: a row that someone edited must end as a finding, not as an error of the mapper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from core.audit.chain import moment
from core.audit.head_row import spoken

PAGE = 2000
_READ = (
    "SELECT e.seq, e.at, e.actor, e.action, e.object_kind, e.object_ref, e.commitment, e.chain,"
    " p.salt, p.body FROM log_entry e LEFT JOIN log_payload p ON p.seq = e.seq"
    " WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq LIMIT ?"
)
LAST = 2**62


class Row(NamedTuple):
    """An entry and its payload (`salt` and `body` are None where it was erased)."""

    seq: int
    at: Any
    actor: str
    action: str
    object_kind: str
    object_ref: str
    commitment: str
    chain: str
    salt: bytes | None
    body: str | None


def walk(session: Session, to: int = LAST, after: int = -LAST) -> Iterator[Row]:
    """The entries with `after < seq <= to`, oldest first; holds no cursor between pages."""
    connection = session.connection()
    while True:
        rows = connection.exec_driver_sql(spoken(_READ, connection), (after, to, PAGE)).all()
        yield from map(Row._make, rows)
        if len(rows) < PAGE:
            return
        after = rows[-1][0]


def printed(at: Any) -> str:
    """The time of a raw row as the chain hashes it; ValueError if it is no stored time."""
    if isinstance(at, datetime):
        return moment(at)
    if not isinstance(at, str) or at[10:11] != " ":
        raise ValueError(f"no time: {at!r}")
    return at.replace(" ", "T", 1) + "Z"
