"""Number series (编号): one neutral series per room and year, shuffled within blocks.

Numbers are printed on papers that leave the house, so their order must not tell how many cases a
day brings (words-and-messages.md): each block of 64 is handed out in an order of its own.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col

BLOCK = 64


class Series(SQLModel, table=True):
    __tablename__ = "number_series"

    room_id: int = Field(foreign_key="room.id", primary_key=True)
    name: str = Field(primary_key=True, max_length=20)
    year: int = Field(primary_key=True)
    given: int = 0


def shuffled(position: int, seed: str) -> int:
    """The number at a 0-based position: a permutation within its block, counting from 1."""
    block, place = divmod(position, BLOCK)
    return block * BLOCK + _order(block, seed)[place] + 1


def _order(block: int, seed: str) -> list[int]:
    return sorted(
        range(BLOCK), key=lambda i: hashlib.sha256(f"{seed}/{block}/{i}".encode()).digest()
    )


def given_so_far(session: Session, room_id: int, name: str, year: int) -> frozenset[int]:
    """Every number that the series has given out this year."""
    series = session.get(Series, (room_id, name, year))
    given, seed = series.given if series else 0, f"{room_id}/{name}/{year}"
    blocks = range(-(-given // BLOCK))
    numbers = [b * BLOCK + place + 1 for b in blocks for place in _order(b, seed)]
    return frozenset(numbers[:given])


def next_number(session: Session, room_id: int, name: str, year: int) -> int:
    """The next number of a shuffled series, taken inside the caller's transaction."""
    taken = next_in_order(session, room_id, name, year)
    return shuffled(taken - 1, f"{room_id}/{name}/{year}")


def next_in_order(session: Session, room_id: int, name: str, year: int) -> int:
    """1, 2, 3 …: for papers that stay in the house, such as the pages of a bound book."""
    build: Any = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    # One statement: the first two of a year must not both begin the series.
    return session.scalars(
        build(Series)
        .values(room_id=room_id, name=name, year=year, given=1)
        .on_conflict_do_update(
            index_elements=["room_id", "name", "year"], set_={"given": Series.given + 1}
        )
        .returning(col(Series.given))
    ).one()
