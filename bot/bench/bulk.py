"""A large archive at once (大批档案): rows made by the database itself, a million in seconds.

SQLite only; every value of a row is given, so the tables' own defaults are those of the classes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.holdings.terms import Findable, terms_of


def fill(connection: Connection, dossiers: int, room: int, unit: int) -> None:
    """So many cadres with a dossier of one volume each, numbered from 1 on, nobody waiting for them."""
    people = Cadre(name="", unit_id=unit)
    _rows(connection, people, dossiers, {"name": "'测量对象' || n"})
    kept = Dossier(number="", cadre_id=0, room_id=room)
    _rows(connection, kept, dossiers, {"number": "printf('G-%07d', n)", "cadre_id": "n"})
    shelved = Volume(dossier_id=0, label="")
    _rows(connection, shelved, dossiers, {"dossier_id": "n", "label": "printf('VB%010d', n)"})
    connection.execute(text("ANALYZE"))


def keep_people(connection: Connection, people: Iterable[tuple[int, str, str]]) -> None:
    """A scratch table of invented people: number, name, last four digits."""
    connection.exec_driver_sql("CREATE TEMP TABLE person (n INTEGER PRIMARY KEY, name, last4)")
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.executemany("INSERT INTO person VALUES (?, ?, ?)", people)


def people_in(connection: Connection, room: int, units: int) -> None:
    """The people kept, with a dossier of one volume each, spread over units 1 to `units`."""
    whose = {"name": "name", "unit_id": _unit(units), "id_last4": "last4"}
    _rows_of(connection, Cadre(name="", unit_id=0), whose, "FROM person")
    kept = Dossier(number="", cadre_id=0, room_id=room)
    _rows_of(connection, kept, {"number": NUMBER, "cadre_id": "n"}, "FROM person")
    shelved = Volume(dossier_id=0, label="")
    _rows_of(
        connection, shelved, {"dossier_id": "n", "label": "printf('V%011d', n)"}, "FROM person"
    )


def terms_in(connection: Connection, room: int) -> None:
    """What those people are found by, in the order of the key: that is what makes it quick."""
    raw = connection.connection.driver_connection
    assert raw is not None
    connection.exec_driver_sql("CREATE TEMP TABLE name_term (name, term)")
    names = [row[0] for row in raw.execute("SELECT DISTINCT name FROM person")]
    raw.executemany(
        "INSERT INTO name_term VALUES (?, ?)",
        ((name, term) for name in names for term in _terms_of_name(name)),
    )
    connection.exec_driver_sql("CREATE INDEX temp.ix_name_term ON name_term (name)")
    found = " UNION ALL ".join(
        (
            "SELECT term, n FROM person JOIN name_term USING (name)",
            "SELECT 'd' || replace(printf('GB-%07d', n), '-', ''), n FROM person",
            "SELECT 'd' || n, n FROM person",
            "SELECT 'u' || unit_id || '/' || name, id FROM cadre",
            "SELECT 'i' || last4, n FROM person",
        )
    )
    connection.exec_driver_sql(
        f"INSERT INTO search_term (room_id, term, dossier_id) SELECT {room}, term, n"  # noqa: S608
        f" FROM ({found}) ORDER BY term, n"
    )


NUMBER = "printf('GB-%07d', n)"


def _unit(units: int) -> str:
    return f"1 + n % {units}"


def _terms_of_name(name: str) -> set[str]:
    """Those of its terms that hang on the name alone."""
    return {term for term in terms_of(Findable(1, 1, "", 1, name, "")) if term[0] in "Nnp"}


def _rows(connection: Connection, like: SQLModel, count: int, made: dict[str, str]) -> None:
    """`count` rows like this one, with `id` and the `made` columns computed from n."""
    one_to = "one_to(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one_to WHERE n < :count)"
    _rows_of(connection, like, made, "FROM one_to", f"WITH RECURSIVE {one_to}", count=count)


def _rows_of(
    connection: Connection,
    like: SQLModel,
    made: dict[str, str],
    source: str,
    before: str = "",
    **given: int,
) -> None:
    values: dict[str, Any] = like.model_dump(exclude={"id", *made})
    columns = ", ".join(["id", *made, *values])
    wanted = ", ".join(["n", *made.values(), *(f":{name}" for name in values)])
    into = f"INSERT INTO {like.__tablename__} ({columns}) SELECT {wanted} {source}"
    connection.execute(text(f"{before} {into}"), {**given, **values})
