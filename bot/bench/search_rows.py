"""Search over a large archive (检索测量): invented dossiers in bulk, then the time of real questions.

The question is what the page asks: the reach, the search itself, where each hit is, namesakes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from statistics import median, quantiles

from sqlalchemy import insert

import core  # noqa: F401 — names the constraints
from bot.bench.bulk import keep_people, people_in, terms_in
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes
from core.custody.whereabouts import whereabouts
from core.database import Database
from core.holdings.asked import asked
from core.holdings.search import Reach, find, namesakes, reach_of
from core.members.member import Role
from core.members.questions import Held
from core.members.room import Room
from core.members.units import Unit
from core.schema import METADATA

PEOPLE_OF_A_UNIT = 400
QUESTIONS = 400
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘单仇覃解"
GIVEN = "明华建国伟芳娜静敏丽强磊军洋勇艳杰娟涛超秀霞平刚桂英文辉玲红云飞鹏雪梅海波宁浩"


def search_p95_ms(sizes: Sizes) -> Iterator[Row]:
    """The 95th percentile of a search over a room full of dossiers."""
    with folder_on_disk() as folder:
        began = time.perf_counter()
        database = Database(f"sqlite:///{folder}/search.db")
        try:
            reach = _fill(database, sizes.searched_dossiers)
            filled = time.perf_counter() - began
            took = _took(database, reach, sizes.searched_dossiers)
        finally:
            database.close()
    p95 = quantiles(took, n=20)[-1]
    yield Row(
        name="search_p95_ms",
        value=round(p95, 1),
        unit="ms",
        goal=at_most(50),
        beside={"dossiers": sizes.searched_dossiers, "median_ms": round(median(took), 1)},
        note=f"{QUESTIONS} questions, filled in {filled:.0f} s, {load()}",
    )


def _fill(database: Database, dossiers: int) -> Reach:
    """Invented people, the same each time, in one room; what they are found by, as `terms_of` has it."""
    units = dossiers // PEOPLE_OF_A_UNIT + 1
    with database.writing() as connection:
        METADATA.create_all(connection)
        connection.execute(insert(Room), [{"id": 1, "name": "测量档案室", "short_name": "测档"}])
        named = [{"id": n, "name": f"第{n}测量局", "room_id": 1} for n in range(1, units + 1)]
        connection.execute(insert(Unit), [row | {"nature": ""} for row in named])
        keep_people(connection, _people(dossiers))
        people_in(connection, room=1, units=units)
        terms_in(connection, room=1)
        connection.exec_driver_sql("ANALYZE")
    return reach_of(1, (Held(Role.ARCHIVIST, 1, None),))


def _people(dossiers: int) -> Iterator[tuple[int, str, str]]:
    chance = random.Random(dossiers)  # noqa: S311 — invented, the same each time
    return ((n, _name(chance), _last4(chance)) for n in range(1, dossiers + 1))


def _name(chance: random.Random) -> str:
    length = chance.choice((1, 2, 2, 2))
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=length))


def _last4(chance: random.Random) -> str:
    return f"{chance.randrange(1000):03d}{chance.choice('0123456789X')}"


def _number(n: int) -> str:
    return f"GB-{n:07d}"


def _questions(dossiers: int, chance: random.Random) -> Iterator[str]:
    """What people type, from the widest (one character) to the narrowest (a number)."""
    for _ in range(QUESTIONS // 8):
        name = _name(chance)
        yield name
        yield name[0]
        yield name[1:]
        yield chance.choice("abcdefghjklmnpqrstwxyz") + chance.choice("bcdfghjlmnpqwxy")
        yield _number(chance.randrange(1, dossiers + 1))
        yield str(chance.randrange(1, dossiers + 1))
        yield _last4(chance)
        yield f"{chance.randrange(1, dossiers // PEOPLE_OF_A_UNIT + 2)}测量局 {name[0]}"


def _took(database: Database, reach: Reach, dossiers: int) -> list[float]:
    """Milliseconds of each question."""
    took: list[float] = []
    for text in _questions(dossiers, random.Random(1)):  # noqa: S311
        began = time.perf_counter()
        with database.reading() as session:
            found = find(session, reach, asked(text))
            whereabouts(session, found, reach)
            namesakes(session, reach, found)
        took.append((time.perf_counter() - began) * 1000)
    return took
