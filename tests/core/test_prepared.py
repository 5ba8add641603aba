"""预制语句与 ORM 说法一致 / A prepared statement says what the ORM would say, only sooner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlmodel import Session, col

from core.database import Database
from core.members.room import Room
from core.outbox.message import Message
from core.prepared import Prepared
from core.reminders.workdays import Workday
from tests.support.clock import MORNING

DAY = date(2026, 10, 1)
ADD_DAY = Prepared(
    insert(Workday).values(day=bindparam("day"), is_work=bindparam("works"), source="test")
)
DAYS = Prepared(
    select(col(Workday.day), col(Workday.is_work)).where(col(Workday.day) >= bindparam("since"))
)
ADD_ROOM = Prepared(
    insert(Room)
    .values(
        name=bindparam("name"),
        short_name="档",
        opening="",
        telephone="",
        lending_reasons="",
        approval="confirm",
    )
    .returning(col(Room.id), col(Room.name))
)
ROOMS = Prepared(select(func.count()).select_from(Room))


@pytest.fixture
def session(house_url: str) -> Iterator[Session]:
    database = Database(house_url)
    with database.writing() as connection, Session(connection) as session:
        yield session
    database.close()


def test_values_and_rows_have_the_types_of_their_columns(session: Session) -> None:
    ADD_DAY(session, day=DAY, works=False)
    (row,) = DAYS(session, since=DAY)
    assert (row.day, row.is_work) == (DAY, False)
    assert DAYS(session, since=DAY + timedelta(days=1)) == []


def test_times_come_back_as_the_moment_they_were(session: Session) -> None:
    asked = Prepared(select(bindparam("now", MORNING, type_=Message.__table__.c.not_before.type)))  # type: ignore[attr-defined]
    assert asked.first(session)[0] == MORNING


def test_what_was_added_gives_its_key(session: Session) -> None:
    (row,) = ADD_ROOM(session, name="甲")
    assert session.get_one(Room, row.id).name == row.name == "甲"


def test_what_the_session_has_not_written_yet_is_counted(session: Session) -> None:
    session.add(Room(name="乙"))
    assert ROOMS.first(session)[0] == 1


def test_a_violated_constraint_is_the_error_that_the_orm_raises(session: Session) -> None:
    ADD_ROOM(session, name="甲")
    with pytest.raises(IntegrityError, match="room"):
        ADD_ROOM(session, name="甲")


def test_nothing_is_returned_where_nothing_was_asked_back(session: Session) -> None:
    rename = Prepared(update(Room).values(short_name=bindparam("to")))
    assert rename(session, to="新") == []
    assert rename.first(session, to="新") is None


def test_a_forgotten_value_is_no_silent_null(session: Session) -> None:
    with pytest.raises((KeyError, ProgrammingError), match="since"):
        DAYS(session)


def test_a_glance_sees_what_was_committed_meanwhile(sqlite_house_url: str) -> None:
    database = Database(sqlite_house_url)
    before = ROOMS.first(database.at_hand)[0]
    with database.writing() as connection, Session(connection) as session:
        ADD_ROOM(session, name="甲")
        during = ROOMS.first(database.at_hand)[0]
        session.commit()
    assert (before, during, ROOMS.first(database.at_hand)[0]) == (0, 0, 1)
    database.close()


def test_a_glance_cannot_write(sqlite_house_url: str) -> None:
    database = Database(sqlite_house_url)
    with pytest.raises(OperationalError, match="readonly"):
        ADD_ROOM(database.at_hand, name="甲")
    database.close()
