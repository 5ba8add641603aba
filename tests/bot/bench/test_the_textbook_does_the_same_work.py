"""对照写法做的是同一件事 / The yardstick is honest: it leaves the same rows as our own lend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.bench.house import BenchHouse, new_house
from bot.bench.ready_cases import Lend
from bot.bench.textbook import Textbook, textbook_engine
from bot.clock import SystemClock
from core.database import Database
from core.dispatch import Dispatch
from core.outcome import Outcome
from core.principal import Principal
from rules.judge import Judge
from tests.support.house import shipped_law

# What a lend leaves, without what differs from lend to lend: ids, references, times, labels.
LEFT = {
    "custody": "kind, due_on, returner, remark, version, closed_at",
    "line": "state, version",
    "request": "state, version, round",
    "reminder": "subject, due_on, rung, due_at, state",
    "collection_code": "used_at IS NULL, revoked_at",
    "decision": "area, step, allowed, book_version, fired, facts",
    "outcome": "json_extract(body, '$.status'), length(content)",
    "outbox": "channel, kind, member_id, state, attempts, json_extract(args, '$.version')",
    "log_entry": "seq, action, object_kind",
    "log_payload": "seq, length(salt), json_extract(body, '$.kind'), json_extract(body, '$.via')",
    "log_head": "id, size",
}


@pytest.fixture(scope="module")
def law() -> Judge:
    return shipped_law()


async def ours(house: BenchHouse, lend: Lend, law: Judge) -> Outcome:
    dispatch = Dispatch(Database(house.url), law, SystemClock())
    try:
        who = Principal.member(house.staff.archivists[lend.archivist], "api")
        return await dispatch(who, lend.command, "key")
    finally:
        dispatch.close()


async def theirs(house: BenchHouse, lend: Lend, law: Judge) -> Outcome:
    engine = textbook_engine(str(house.path))
    try:
        shop = Textbook(engine, law, SystemClock())
        return await shop.lend(house.staff.archivists[lend.archivist], lend.command, "key")
    finally:
        await engine.dispose()


def left(house: BenchHouse) -> dict[str, list[Any]]:
    database = Database(house.url)
    try:
        with database.engine.connect() as connection:
            return {
                table: sorted(map(tuple, connection.execute(text(f"SELECT {what} FROM {table}"))))
                for table, what in LEFT.items()
            }
    finally:
        database.close()


async def test_the_same_rows_are_left(tmp_path: Path, law: Judge) -> None:
    own, other = new_house(tmp_path / "own.sqlite"), new_house(tmp_path / "other.sqlite")
    first = await ours(own, own.ready(1)[0], law)
    second = await theirs(other, other.ready(1)[0], law)
    assert first.done
    assert second.done
    assert left(own) == left(other)


async def test_both_give_the_same_answer_again_under_the_same_key(
    tmp_path: Path, law: Judge
) -> None:
    house = new_house(tmp_path / "house.sqlite")
    (lend,) = house.ready(1)
    first, again = await theirs(house, lend, law), await theirs(house, lend, law)
    assert again.repeated
    assert again.data == first.data == (await ours(house, lend, law)).data
