"""The database: SQLite (WAL, every commit on the disk) or PostgreSQL, from one URL.

SQLite hooks as measured: the driver must not begin transactions itself, writers must begin
IMMEDIATE (a deferred one fails when it turns from reading to writing).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session

from core.prepared import hold_connection

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


class Database:
    """One database: its engine, and sessions that only read."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for questions; nothing that it does is kept."""
        connection = self.engine.connect().execution_options(reads_only=True)
        with connection, Session(connection, autoflush=False, expire_on_commit=False) as session:
            yield session

    @cached_property
    def at_hand(self) -> Session:
        """A session kept open for prepared questions to a file: each sees what is committed by then."""
        connection = self.engine.connect().execution_options(stands_outside=True)
        connection.exec_driver_sql("PRAGMA query_only=ON")
        session = Session(connection, autoflush=False)
        hold_connection(session)
        return session

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        if "at_hand" in vars(self):
            self.at_hand.connection().close()
            self.at_hand.close()
        self.engine.dispose()


def _sqlite_engine(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=8)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("stands_outside"):
            reads_only = options.get("reads_only")
            connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    _quick_savepoints(engine.dialect)
    return engine


def _quick_savepoints(dialect: Any) -> None:
    """SAVEPOINT and RELEASE to the driver itself: a command has one, and SQLAlchemy's way costs 30 µs."""
    dialect.do_savepoint = lambda connection, name: _say(connection, f"SAVEPOINT {name}")
    dialect.do_release_savepoint = lambda connection, name: _say(connection, f"RELEASE {name}")


def _say(connection: Connection, sql: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(sql)
    cursor.close()


def _postgres_engine(url: str) -> Engine:
    return create_engine(
        url,
        pool_size=12,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"options": "-c timezone=UTC -c lock_timeout=15000"},
    )
