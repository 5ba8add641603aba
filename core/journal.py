"""Writing a journal: outcomes, decisions, messages, then the log, whose head is locked last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Executable, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from core.audit.append import append
from core.decisions import KeptDecision
from core.outbox.message import Message
from core.outbox.reach import with_copies
from core.outcome import StoredOutcome
from core.unit import Journal

_OUTCOMES = insert(StoredOutcome)
_DECISIONS = insert(KeptDecision)
_MESSAGES: dict[str, Executable] = {
    "sqlite": sqlite.insert(Message).on_conflict_do_nothing(index_elements=["dedupe_key"]),
    "postgresql": postgresql.insert(Message).on_conflict_do_nothing(index_elements=["dedupe_key"]),
}


def write_journal(connection: Connection, journal: Journal, at: datetime) -> None:
    """Write everything or raise: the caller's transaction then keeps nothing at all."""
    if journal.outcomes:
        connection.execute(_OUTCOMES, journal.outcomes)
    if journal.decisions:
        connection.execute(_DECISIONS, journal.decisions)
    if journal.messages:
        copied = with_copies(connection, journal.messages)
        connection.execute(_MESSAGES[connection.dialect.name], copied)
    if journal.records:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            append(session, journal.records, at)
            session.commit()
