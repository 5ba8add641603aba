"""数据库升级：上得去，下得来，再上去与模型一致 / Migrations go up, down, up, and match the models."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from bot import migrate
from core.audit.guards import drop_guards, missing_guards
from core.database import Database


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


def alembic(database: Database, step: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    with migrate.migrating(database) as connection:
        config.attributes["connection"] = connection
        if step == "check":
            command.check(config)
        elif step == "base":
            command.downgrade(config, step)
        else:
            command.upgrade(config, step)


def guards_missing(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return missing_guards(connection)


def test_up_down_up_leaves_what_the_models_say(database: Database) -> None:
    alembic(database, "head")
    alembic(database, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    alembic(database, "head")
    alembic(database, "check")


def test_the_log_is_guarded_after_every_upgrade(database: Database) -> None:
    alembic(database, "head")
    assert guards_missing(database) == []


def test_a_fresh_database_is_pending_and_an_upgraded_one_is_not(database: Database) -> None:
    assert migrate.pending(database)
    migrate.upgrade(database.url.render_as_string(hide_password=False))
    assert not migrate.pending(database)
    assert migrate.revision(database) == migrate.newest()


def test_an_unguarded_log_is_not_served(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    migrate.upgrade(url)
    with database.writing() as connection:
        drop_guards(connection)
    with pytest.raises(migrate.NotReady, match="log_entry"):
        migrate.upgrade(url)


def test_a_database_of_a_later_version_is_not_touched(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    migrate.upgrade(url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(migrate.NotReady, match="9999"):
        migrate.upgrade(url)
