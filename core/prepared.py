"""Prepared statements (预制语句): built and compiled once, then run on the driver's own cursor.

A thousand commands a second pass through a dozen questions each; to build, compile and unpack one
through the ORM costs twenty times what SQLite needs to answer it. Types, parameters and errors are
SQLAlchemy's; what falls away is everything that depends on the call.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

CONNECTION = "connection"
Reader = Callable[[Any], Any]


def hold_connection(session: Session) -> None:
    """Begin now, and remember the connection: to ask for it costs as much as a small question."""
    session.info[CONNECTION] = session.connection()


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The statement as one database hears it."""

    sql: str
    order: list[str] | None  # names by place, None where the driver takes them by name
    fixed: dict[str, Any]
    writers: dict[str, Reader]
    readers: tuple[tuple[int, Reader], ...]
    row: Callable[[Any], Any] | None

    def values(self, given: dict[str, Any]) -> Any:
        """The parameters as the driver wants them."""
        values = self.fixed | given
        for name, write in self.writers.items():
            values[name] = write(values[name])
        return values if self.order is None else [values[name] for name in self.order]

    def read(self, raw: Any) -> Any:
        """A row by names, its values as the columns' types have them."""
        assert self.row is not None
        if self.readers:
            raw = list(raw)
            for place, read in self.readers:
                raw[place] = read(raw[place])
        return self.row(raw)


class Prepared:
    """A statement with `bindparam`s; call it with a session and their values. No list is a value."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._spoken: dict[str, _Spoken] = {}

    def __call__(self, session: Session, **given: Any) -> list[Any]:
        """The rows, by name; what the session has not written yet is written first, as by any query.

        Raises what SQLAlchemy raises, IntegrityError among it.
        """
        if session.autoflush:
            session.flush()
        connection = session.info.get(CONNECTION) or session.connection()
        dialect = connection.dialect
        spoken = self._spoken.get(dialect.name) or self._compile(dialect)
        cursor = connection.connection.cursor()
        values = spoken.values(given)
        try:
            cursor.execute(spoken.sql, values)
            return [] if spoken.row is None else [spoken.read(raw) for raw in cursor.fetchall()]
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                spoken.sql, values, error, dialect.loaded_dbapi.Error, dialect=dialect
            ) from error
        finally:
            cursor.close()

    def first(self, session: Session, **given: Any) -> Any:
        """The first row, or None."""
        rows = self(session, **given)
        return rows[0] if rows else None

    def _compile(self, dialect: Dialect) -> _Spoken:
        compiled = self._statement.compile(dialect=dialect)
        writers = {
            name: write
            for name, bind in compiled.binds.items()
            if (write := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        columns = list(self._statement.exported_columns)
        readers = tuple(
            (place, read)
            for place, column in enumerate(columns)
            if (read := column.type.dialect_impl(dialect).result_processor(dialect, None))
        )
        names = [getattr(column, "key", None) or f"_{n}" for n, column in enumerate(columns)]
        spoken = _Spoken(
            sql=compiled.string,
            order=list(compiled.positiontup) if compiled.positional else None,
            fixed={name: bind.value for name, bind in compiled.binds.items() if not bind.required},
            writers=writers,
            readers=readers,
            row=_row(names) if names else None,
        )
        self._spoken[dialect.name] = spoken
        return spoken


def _row(names: list[str]) -> Callable[[Any], Any]:
    columns: Any = namedtuple
    return columns("Row", names, rename=True)._make  # type: ignore[no-any-return]
