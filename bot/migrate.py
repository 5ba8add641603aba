"""Migrations at start (数据库升级): to the newest revision, once, however many processes start.

The usual start finds the database at the newest revision and never imports alembic (0.4 s).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.audit.guards import missing_guards
from core.database import Database

SCRIPTS = Path(__file__).parents[1] / "alembic"
LOCK = 0x64616E67  # any number that nobody else locks in this database
_REVISION = re.compile(r'^(down_)?revision = "(\w+)"', re.MULTILINE)


class NotReady(RuntimeError):
    """The database is not fit to serve from."""


def upgrade(database_url: str, *, guarded: bool = True) -> None:
    """Bring the database to the newest revision, then see that the log is guarded.

    Only what looks into a log that lost its guards asks for it unguarded. Raises `NotReady` when guards are missing or the database is newer than this program.
    """
    database = Database(database_url)
    try:
        if pending(database):
            _upgrade(database)
        if guarded:
            demand_guards(database)
    finally:
        database.close()


def pending(database: Database) -> bool:
    """Whether the database stands before the newest revision; raises `NotReady` if after it."""
    at = revision(database)
    if at is not None and at not in known_revisions():
        raise NotReady(f"The database is at revision {at}, which this version does not know.")
    return at != newest()


def revision(database: Database) -> str | None:
    """The revision of the database, None for an empty one."""
    try:
        with database.engine.connect() as connection:
            at = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DBAPIError:
        with database.engine.connect():  # tells a missing table from a missing database
            return None
    return None if at is None else str(at)


def newest() -> str:
    """The revision that no other one follows."""
    revisions = known_revisions()
    (head,) = set(revisions) - {before for before in revisions.values() if before}
    return head


def demand_guards(database: Database) -> None:
    """Raise `NotReady` unless every trigger that guards the log is in place."""
    with database.engine.connect() as connection:
        missing = missing_guards(connection)
    if missing:
        raise NotReady(
            f"The log is not guarded: {', '.join(missing)}. Someone with the database's password"
            " took that away: `danggui audit verify --head …`, then `danggui audit guard`."
        )


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """One transaction that changes the schema, alone; foreign keys are checked at its end."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                if not database.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                yield connection
                _check_foreign_keys(connection)
        finally:
            if database.is_sqlite:
                _pragma(connection, "foreign_keys=ON")


def _upgrade(database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with migrating(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def known_revisions() -> dict[str, str | None]:
    """Every revision and the one before it, read from the files without running them."""
    found: dict[str, str | None] = {}
    for path in sorted((SCRIPTS / "versions").glob("*.py")):
        named = {bool(down): name for down, name in _REVISION.findall(path.read_text("utf-8"))}
        found[named[False]] = named.get(True)
    return found


def _pragma(connection: Connection, pragma: str) -> None:
    # Beside SQLAlchemy: within a transaction SQLite passes this one over in silence.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA {pragma}")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise NotReady(f"The migration would leave rows of {broken[0]} without {broken[2]}.")
