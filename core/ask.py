"""Asking with a statement built once (预制语句), beside the ORM.

Building a statement costs five times what SQLite needs to answer it, so what every command asks is
built when the module is loaded, with `bindparam`s, and comes back as rows instead of entities.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlmodel import Session


def ask(session: Session, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """Rows for these values; what the session has not written yet is written first."""
    session.flush()
    return session.connection().execute(statement, values)
