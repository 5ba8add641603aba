"""日志与业务同一事务：写不进日志，事情就不成立；时间不倒流。
The log is written in the transaction it tells of (P3); its times never run backwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from sqlmodel import Session, select

from core.audit.append import Record, append
from core.audit.chain import Unloggable
from core.audit.entry import LogEntry, LogHead, LogPayload
from core.audit.verify import verify
from core.database import Database
from tests.core.audit.sample_log import NOON, a_record, minute


def test_entries_are_numbered_from_one_without_gaps(session: Session) -> None:
    assert append(session, [a_record(1), a_record(2)], NOON) == 2
    assert append(session, [a_record(3)], NOON) == 3
    assert session.exec(select(LogEntry.seq)).all() == [1, 2, 3]


def test_appending_nothing_adds_nothing(session: Session) -> None:
    assert append(session, [], NOON) == 0
    assert verify(session) == []


def test_a_transaction_rolled_back_leaves_no_trace(session: Session) -> None:
    append(session, [a_record(1)], NOON)
    session.commit()
    append(session, [a_record(2)], NOON)
    session.rollback()
    assert append(session, [a_record(3)], NOON) == 2
    assert verify(session) == []


def test_a_savepoint_rolled_back_leaves_no_trace(database: Database) -> None:
    with database.engine.connect() as connection, connection.begin():
        for number in range(1, 7):
            with Session(connection, join_transaction_mode="create_savepoint") as each:
                append(each, [a_record(number)], NOON)
                each.rollback() if number % 2 else each.commit()
    with database.reading() as session:
        assert session.exec(select(LogEntry.object_ref)).all() == ["R0002", "R0004", "R0006"]
        assert verify(session) == []


def test_a_time_before_the_head_is_recorded_as_the_heads(session: Session) -> None:
    append(session, [a_record(1)], minute(5))
    append(session, [a_record(2)], minute(3))
    assert session.exec(select(LogEntry.at)).all() == [minute(5), minute(5)]


def test_a_time_in_another_zone_is_the_same_moment(session: Session) -> None:
    shanghai = timezone(timedelta(hours=8))
    append(session, [a_record(1)], NOON.astimezone(shanghai))
    assert session.exec(select(LogEntry.at)).one() == NOON
    assert verify(session) == []


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(TypeError):
        append(session, [a_record(1)], datetime(2026, 11, 25))


def test_two_sessions_continue_one_chain(database: Database) -> None:
    for number in (1, 2, 3):
        with Session(database.engine) as session:
            assert append(session, [a_record(number)], minute(number)) == number
            session.commit()
    with database.reading() as session:
        assert verify(session) == []


def test_many_writers_at_once_make_one_chain(database: Database) -> None:
    def write(number: int) -> None:
        with Session(database.engine) as session:
            append(session, [a_record(number)], minute(number))
            session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(40)))
    with database.reading() as session:
        assert session.get_one(LogHead, 1).size == 40
        assert verify(session) == []


def test_the_header_holds_no_word_of_the_payload(session: Session) -> None:
    append(session, [Record("m1", "a", "b", "c", {"name": "王小明"})], NOON)
    entry, payload = session.exec(select(LogEntry)).one(), session.exec(select(LogPayload)).one()
    assert "王小明" in payload.body
    assert "王小明" not in str(entry.model_dump())


def test_equal_payloads_have_different_commitments(session: Session) -> None:
    append(session, [a_record(1), a_record(1)], NOON)
    first, second = session.exec(select(LogEntry.commitment)).all()
    assert first != second


def test_the_head_row_follows_the_last_entry(session: Session) -> None:
    append(session, [a_record(1), a_record(2)], NOON)
    head, last = session.get_one(LogHead, 1), session.get_one(LogEntry, 2)
    assert (head.size, head.chain, head.at) == (2, last.chain, NOON)


@pytest.mark.parametrize("value", [1.0, float("nan"), NOON, b"x", {1: 2}, (1,), 2**64, "\ud800"])
def test_a_value_that_readers_would_not_reproduce_is_refused(session: Session, value: Any) -> None:
    with pytest.raises(Unloggable):
        append(session, [Record("", "a", "b", "c", {"deep": [{"value": value}]})], NOON)


def test_a_header_that_is_not_text_is_refused(session: Session) -> None:
    with pytest.raises(Unloggable):
        append(session, [Record("", "a", "b", 7, {})], NOON)  # type: ignore[arg-type]


def test_a_word_from_an_enum_is_recorded_as_its_value(session: Session) -> None:
    class Kind(StrEnum):
        REQUEST = "request"

    append(session, [Record("", "a", Kind.REQUEST, "c", {})], NOON)
    assert session.exec(select(LogEntry.object_kind)).one() == "request"
    assert verify(session) == []
