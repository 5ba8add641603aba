"""空库与一份导出 / An empty database of each kind with the log's tables and guards; an export to spoil."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel

from core.audit.entry import LogEntry, LogHead, LogPayload, SignedHead
from core.audit.export import export
from core.audit.guards import create_guards
from core.database import Database
from tests.core.audit.export_on_disk import Exported
from tests.core.audit.sample_log import KEY, minute, write_thirty

TABLES = [
    SQLModel.metadata.tables[str(model.__tablename__)]
    for model in (LogEntry, LogPayload, LogHead, SignedHead)
]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = _with_tables(database_url)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with Session(database.engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def untyped_session(sqlite_url: str) -> Iterator[Session]:
    """SQLite only: its columns take whatever they are given."""
    database = _with_tables(sqlite_url)
    with Session(database.engine, expire_on_commit=False) as session:
        yield session
    database.close()


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The export of the sample log, written once; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("pristine")
    database = _with_tables(f"sqlite:///{folder}/log.sqlite")
    with Session(database.engine) as session:
        printed = write_thirty(session)
        export(session, folder / "export", KEY, minute(31))
        session.commit()
    database.close()
    return Exported(folder / "export", printed)


@pytest.fixture
def exported(pristine: Exported, tmp_path: Path) -> Exported:
    shutil.copytree(pristine.folder, tmp_path / "export")
    return Exported(tmp_path / "export", pristine.printed)


def _with_tables(url: str) -> Database:
    database = Database(url)
    with database.writing() as connection:
        SQLModel.metadata.create_all(connection, tables=TABLES)
        create_guards(connection)
    return database
