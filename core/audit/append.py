"""Append (记入日志): the entries of what was done, in the transaction that does it.

The head row is read again inside the transaction, since other processes write too; on PostgreSQL
it is locked, and it is locked last, so that writers queue only for the commit itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from core.audit.chain import canonical, commit, link, moment, plain
from core.audit.head_row import HeadRow, locked_head, move_head, spoken, stored

SALT_BYTES = 16
_ADD_ENTRY = (
    "INSERT INTO log_entry (seq, at, actor, action, object_kind, object_ref, commitment, chain)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_PAYLOAD = "INSERT INTO log_payload (seq, salt, body) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Record:
    """What to remember: who (opaque, '' for the system) did what to what, and the details."""

    actor: str
    action: str
    object_kind: str
    object_ref: str
    payload: dict[str, Any]


def append(session: Session, records: Sequence[Record], at: datetime) -> int:
    """Add entries and move the head, in the session's transaction; gives the log's new size.

    Times never run backwards: an `at` before the head's is recorded as the head's.
    Raises `Unloggable` for a payload that other readers could not reproduce.
    """
    session.flush()  # other rows first: the head's lock is the last one taken
    connection = session.connection()
    head = locked_head(connection, at)
    if not records:
        return head.size
    at = max(head.at, at)
    entries, payloads, chain = _rows(records, head, moment(at), stored(at, connection))
    connection.exec_driver_sql(spoken(_ADD_ENTRY, connection), entries)
    connection.exec_driver_sql(spoken(_ADD_PAYLOAD, connection), payloads)
    size = head.size + len(records)
    move_head(connection, head, HeadRow(head.log_id, size, chain, at))
    return size


def _rows(
    records: Sequence[Record], head: HeadRow, printed_at: str, stored_at: datetime | str
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], bytes]:
    entries: list[tuple[Any, ...]] = []
    payloads: list[tuple[Any, ...]] = []
    chain, salts = head.chain, os.urandom(SALT_BYTES * len(records))
    for place, record in enumerate(records):
        seq, salt = head.size + 1 + place, salts[place * SALT_BYTES : (place + 1) * SALT_BYTES]
        body = canonical(record.payload)
        commitment = commit(salt, body)
        names = plain((record.actor, record.action, record.object_kind, record.object_ref))
        chain = link(chain, seq, printed_at, names, commitment)
        entries.append((seq, stored_at, *names, commitment, chain.hex()))
        payloads.append((seq, salt, body.decode()))
    return entries, payloads, chain
