"""The neutral answer (统一答复的用时): whether time tells an unknown dossier from a sensitive one.

A statistical test has no place in a test suite; here the medians of many answers in turns are told.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from statistics import median

from sqlalchemy import insert

from bot.bench.house import BenchHouse, new_house
from bot.bench.lending import lending
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes
from core.database import Database
from core.dispatch import Dispatch
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.ids import opaque
from core.principal import Principal
from core.requests.submit_request import NamedReader, SubmitRequest
from rules.book import load_book
from rules.judge import Judge

OPEN, SECRET, UNKNOWN = "N-1", "N-2", "N-9"
TWO = tuple(NamedReader(name=n, is_personnel=True, is_party_member=True) for n in ("甲", "乙"))


class NotAlike(RuntimeError):
    """The two were answered differently: there is nothing to time."""


def neutral_answer_ratio(sizes: Sizes) -> Iterator[Row]:
    """The slower median by the faster: one, where time tells nothing."""
    with folder_on_disk() as folder:
        house = new_house(folder / "neutral.sqlite")
        _shelve(house)
        took = asyncio.run(_timed(house, sizes.neutral_answers))
    unknown, sensitive = (median(took[number]) for number in (UNKNOWN, SECRET))
    yield Row(
        name="neutral_answer_ratio",
        value=round(max(unknown, sensitive) / min(unknown, sensitive), 3),
        unit="times",
        goal=at_most(1.1),
        beside={"unknown_ms": round(unknown, 3), "sensitive_ms": round(sensitive, 3)},
        note=f"medians of {sizes.neutral_answers} answers each, in turns, {load()}",
    )


def _shelve(house: BenchHouse) -> None:
    """An open dossier and a secret one, of the contact's own unit."""
    database, staff = Database(house.url), house.staff
    kept = ((1, OPEN, Secrecy.NONE), (2, SECRET, Secrecy.SECRET))
    rows = [
        (
            Cadre(id=n, name=f"测量对象{n}", unit_id=staff.unit),
            Dossier(id=n, number=number, cadre_id=n, room_id=staff.room, secrecy=secrecy),
            Volume(id=n, dossier_id=n, label=f"VN{n}"),
        )
        for n, number, secrecy in kept
    ]
    try:
        with database.writing() as connection:
            for row in (it for three in rows for it in three):
                connection.execute(insert(type(row)), [row.model_dump()])
    finally:
        database.close()


async def _timed(house: BenchHouse, count: int) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {UNKNOWN: [], SECRET: []}
    with lending(house, Judge(load_book())) as dispatch:
        for nth in range(-3, count):
            for number, seconds in took.items():
                answered = await _answered_ms(dispatch, house, number)
                if nth >= 0:
                    seconds.append(answered)
    return took


async def _answered_ms(dispatch: Dispatch, house: BenchHouse, number: str) -> float:
    asked = SubmitRequest(
        unit_id=house.staff.unit,
        dossier=number,
        mode="consult",
        purpose="personnel_work",
        purpose_detail="",
        readers=TWO,
    )
    who = Principal.member(house.staff.contact, "api")
    began = time.perf_counter()
    outcome = await dispatch(who, asked, opaque(16))
    took = 1000 * (time.perf_counter() - began)
    if outcome.code != "not_found":
        raise NotAlike(outcome.code)
    return took
