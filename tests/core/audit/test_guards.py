"""数据库触发器拒绝改、删日志；启动时逐字核对触发器。
Database triggers refuse edits and removals; an altered trigger counts as missing."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from core.audit.guards import create_guards, drop_guards, missing_guards
from core.audit.verify import verify
from core.database import Database
from tests.core.audit.sample_log import write_thirty

EDITS = [
    "UPDATE log_entry SET actor = 'm0' WHERE seq = 3",
    "DELETE FROM log_entry WHERE seq = 3",
    "UPDATE log_payload SET body = '{}' WHERE seq = 3",
    "UPDATE signed_head SET key_id = '' WHERE size = 10",
    "DELETE FROM signed_head",
    "DELETE FROM log_head",
    "UPDATE log_head SET size = size - 1",
    "UPDATE log_head SET chain = ''",
    "UPDATE log_head SET log_id = ''",
    "UPDATE log_head SET at = '2020-01-01 00:00:00.000000'",
    "INSERT INTO log_payload (seq, salt, body) VALUES (7, '', '{}')",
]
ONLY_SQLITE = [
    "INSERT OR REPLACE INTO log_entry SELECT seq, at, 'm0', action, object_kind, object_ref,"
    " commitment, chain FROM log_entry WHERE seq = 3",
    "INSERT OR REPLACE INTO log_payload VALUES (3, '', '{}')",
    "INSERT OR REPLACE INTO log_head SELECT id, log_id, 0, chain, at FROM log_head",
    "REPLACE INTO signed_head SELECT size, '', chain, at, signature, key_id FROM signed_head",
]
ONLY_POSTGRES = [
    "TRUNCATE log_payload",
    "TRUNCATE log_entry CASCADE",
    "TRUNCATE log_head",
    "TRUNCATE signed_head",
]


def _edits(database: Database) -> list[str]:
    return EDITS + (ONLY_SQLITE if database.is_sqlite else ONLY_POSTGRES)


def test_every_edit_and_removal_is_refused(database: Database, session: Session) -> None:
    write_thirty(session)
    for edit in _edits(database):
        with pytest.raises(DatabaseError), database.writing() as connection:
            connection.execute(text(edit))
    assert verify(session) == []


def test_a_payload_may_be_deleted(database: Database, session: Session) -> None:
    write_thirty(session)
    with database.writing() as connection:
        assert connection.execute(text("DELETE FROM log_payload WHERE seq = 3")).rowcount == 1


def test_all_guards_are_there_once_created(database: Database) -> None:
    with database.writing() as connection:
        create_guards(connection)
        assert missing_guards(connection) == []


def test_dropped_guards_are_missing_and_come_back(database: Database) -> None:
    with database.writing() as connection:
        drop_guards(connection)
        assert len(missing_guards(connection)) >= 10
        create_guards(connection)
        assert missing_guards(connection) == []


def test_a_guard_that_was_altered_is_missing(database: Database) -> None:
    never = "BEFORE UPDATE ON log_head WHEN 1 = 2 BEGIN SELECT RAISE(ABORT, ''); END"
    other = f"CREATE TRIGGER log_head_grows {never}"
    if not database.is_sqlite:
        other = (
            "CREATE TRIGGER log_head_grows BEFORE INSERT ON log_head EXECUTE FUNCTION log_refuse()"
        )
    drop = "DROP TRIGGER log_head_grows" + ("" if database.is_sqlite else " ON log_head")
    with database.writing() as connection:
        connection.execute(text(drop))
        connection.execute(text(other))
        assert missing_guards(connection) == ["log_head_grows"]


def test_a_guard_that_was_switched_off_or_hollowed_out_is_missing(database: Database) -> None:
    """SQLite's triggers can be dropped, not switched off; there a hollow one stands in its place."""
    hollow = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
    statements = {
        False: (
            "ALTER TABLE log_entry DISABLE TRIGGER log_entry_no_change",
            f"CREATE OR REPLACE FUNCTION log_grows() {hollow}",
        ),
        True: (
            "DROP TRIGGER log_head_grows",
            "CREATE TRIGGER log_head_grows BEFORE UPDATE ON log_head BEGIN SELECT 1; END",
        ),
    }
    missing = {False: ["log_entry_no_change", "log_head_grows"], True: ["log_head_grows"]}
    with database.writing() as connection:
        for statement in statements[database.is_sqlite]:
            connection.execute(text(statement))
        assert missing_guards(connection) == missing[database.is_sqlite]
