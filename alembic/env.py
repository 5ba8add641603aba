"""How migrations (数据库迁移) run: one transaction, one process at a time, foreign keys checked.

`bot.migrate` hands over a connection; the `alembic` command opens one from the settings.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, DateTime, String
from sqlalchemy.types import TypeDecorator

import core  # noqa: F401 — sets the naming convention, before any table is declared
from bot.migrate import migrating
from bot.schema import METADATA


def plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name SQLAlchemy's own types: sqlmodel's may change their meaning one day."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if isinstance(item.impl_instance, DateTime):
        return "sa.DateTime(timezone=True)"
    assert isinstance(item.impl_instance, String), item
    length = item.impl_instance.length
    return f"sa.String(length={length})" if length else "sa.String()"


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_from_settings() -> None:
    from bot.settings import load_settings
    from core.database import Database

    database = Database(load_settings().database_url)
    with migrating(database) as connection:
        run(connection)
    database.close()


if context.is_offline_mode():
    raise SystemExit("Migrations look at the database: run them online.")
handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    run_from_settings()
