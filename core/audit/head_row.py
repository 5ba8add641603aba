"""The running head's row: read under a lock, moved, begun where there is none.

Written as plain SQL, here and in `append.py`, because a thousand commands a second pass through it
(a compiled statement costs twice as much); `?` is SQLite's placeholder, `%s` psycopg's.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from core.audit.chain import genesis

LOG_ID_BYTES = 16
_READ = "SELECT log_id, size, chain, at FROM log_head WHERE id = 1"
_BEGIN = (
    "INSERT INTO log_head (id, log_id, size, chain, at) VALUES (1, ?, 0, ?, ?)"
    " ON CONFLICT (id) DO NOTHING"
)
_MOVE = "UPDATE log_head SET size = ?, chain = ?, at = ? WHERE id = 1 AND size = ?"


@dataclass(frozen=True, slots=True)
class HeadRow:
    """Where the log stands: `size` entries, `chain` of 32 bytes, `at` aware UTC."""

    log_id: str
    size: int
    chain: bytes
    at: datetime


def spoken(sql: str, connection: Connection) -> str:
    """The statement with the placeholders of this database's driver."""
    return sql if connection.dialect.name == "sqlite" else sql.replace("?", "%s")


def stored(at: datetime, connection: Connection) -> datetime | str:
    """A time as SQLAlchemy stores it in this database (SQLite has text of fixed width)."""
    if connection.dialect.name != "sqlite":
        return at
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def locked_head(connection: Connection, at: datetime) -> HeadRow:
    """The head, locked until the transaction ends; begins the log where there is none."""
    head = _read(connection)
    if head is None:
        log_id = secrets.token_hex(LOG_ID_BYTES)
        values = (log_id, genesis(log_id).hex(), stored(at, connection))
        connection.exec_driver_sql(spoken(_BEGIN, connection), values)
        head = _read(connection)
    assert head is not None
    return head


def move_head(connection: Connection, head: HeadRow, to: HeadRow) -> None:
    """Set the head; the row that was read must still be there."""
    values = (to.size, to.chain.hex(), stored(to.at, connection), head.size)
    if connection.exec_driver_sql(spoken(_MOVE, connection), values).rowcount != 1:
        raise RuntimeError("the log's head moved under its lock")


def _read(connection: Connection) -> HeadRow | None:
    lock = "" if connection.dialect.name == "sqlite" else " FOR UPDATE"
    row = connection.exec_driver_sql(_READ + lock).first()
    if row is None:
        return None
    log_id, size, chain, at = row
    at = datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at
    return HeadRow(log_id, size, bytes.fromhex(chain), at.astimezone(UTC))
