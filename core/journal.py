"""Writing a journal: outcomes, decisions, messages, then the log, whose head is locked last."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from core.audit.append import append
from core.decisions import KeptDecision
from core.outbox.message import Message
from core.outcome import StoredOutcome
from core.unit import Journal


def write_journal(connection: Connection, journal: Journal, at: datetime) -> None:
    """Write everything or raise: the caller's transaction then keeps nothing at all."""
    if journal.outcomes:
        connection.execute(insert(StoredOutcome), journal.outcomes)
    if journal.decisions:
        connection.execute(insert(KeptDecision), journal.decisions)
    if journal.messages:
        _leave(connection, journal.messages)
    if journal.records:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            append(session, journal.records, at)
            session.commit()


def _leave(connection: Connection, messages: list[dict[str, Any]]) -> None:
    build: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(
        build(Message).on_conflict_do_nothing(index_elements=["dedupe_key"]), messages
    )
