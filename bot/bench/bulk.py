"""A large archive at once (大批档案): rows made by the database itself, a million in seconds.

SQLite only; every value of a row is given, so the tables' own defaults are those of the classes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume


def fill(connection: Connection, dossiers: int, room: int, unit: int) -> None:
    """So many cadres with a dossier of one volume each, numbered from 1 on, nobody waiting for them."""
    people = Cadre(name="", unit_id=unit)
    _rows(connection, people, dossiers, {"name": "'测量对象' || n"})
    kept = Dossier(number="", cadre_id=0, room_id=room)
    _rows(connection, kept, dossiers, {"number": "printf('G-%07d', n)", "cadre_id": "n"})
    shelved = Volume(dossier_id=0, label="")
    _rows(connection, shelved, dossiers, {"dossier_id": "n", "label": "printf('VB%010d', n)"})
    connection.execute(text("ANALYZE"))


def _rows(connection: Connection, like: SQLModel, count: int, made: dict[str, str]) -> None:
    """`count` rows like this one, with `id` and the `made` columns computed from n."""
    values: dict[str, Any] = like.model_dump(exclude={"id", *made})
    columns = ", ".join(["id", *made, *values])
    given = ", ".join(["n", *made.values(), *(f":{name}" for name in values)])
    one_to = "one_to(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one_to WHERE n < :count)"
    into = f"INSERT INTO {like.__tablename__} ({columns}) SELECT {given} FROM one_to"  # noqa: S608
    connection.execute(text(f"WITH RECURSIVE {one_to} {into}"), {"count": count, **values})
