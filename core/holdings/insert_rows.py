"""Insert many rows at once (批量写入), their ids given back in the same order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel


def insert_rows(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows and give their ids in the same order."""
    if not rows:
        return []
    key = table.__table__.c.id  # type: ignore[attr-defined]
    statement = insert(table).returning(key, sort_by_parameter_order=True)
    return list(session.scalars(statement, rows))
