"""Guards (防篡改触发器): database triggers that refuse edits and removals in the log.

They are a seat-belt, looked for at every start: whoever owns the database can drop them, and only
a printed head shows what was done then. SQLite's table rebuilds drop triggers, so every migration
that touches these tables calls `create_guards` again.
"""

from __future__ import annotations

from types import ModuleType

from sqlalchemy import Connection

from core.audit import guards_postgres, guards_sqlite


def create_guards(connection: Connection) -> None:
    """Put every guard in place, replacing those that are there."""
    drop_guards(connection)
    for statement in _dialect(connection).create_statements():
        connection.exec_driver_sql(statement)


def drop_guards(connection: Connection) -> None:
    """Take every guard away; for a migration, never while serving."""
    for statement in _dialect(connection).drop_statements():
        connection.exec_driver_sql(statement)


def missing_guards(connection: Connection) -> list[str]:
    """Names of the guards that are absent, switched off or not word for word ours."""
    there = _dialect(connection).found(connection)
    expected = _dialect(connection).expected()
    return [name for name, words in expected.items() if there.get(name) != words]


def _dialect(connection: Connection) -> ModuleType:
    return guards_sqlite if connection.dialect.name == "sqlite" else guards_postgres
