"""P3：日志写不进去，这一步就不算办成，什么也不留；同一批里日志写得进去的照常办成。
P3: no change of state without its log entry; neighbours whose entry can be written still commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.audit.verify import verify
from core.custody.custody import Custody
from core.decisions import KeptDecision
from core.outbox.message import Message
from core.outcome import Outcome, StoredOutcome
from core.requests.request import Request
from tests.support.house import House
from tests.support.lending import Lending, a_case

SQLITE = """
CREATE TRIGGER log_is_full BEFORE INSERT ON log_entry WHEN NEW.action = '{action}'
BEGIN SELECT RAISE(ABORT, 'the log cannot be written'); END
"""
POSTGRES = """
CREATE FUNCTION log_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.action = '{action}' THEN RAISE EXCEPTION 'the log cannot be written'; END IF;
RETURN NEW; END $$;
CREATE TRIGGER log_is_full BEFORE INSERT ON log_entry FOR EACH ROW EXECUTE FUNCTION log_is_full();
"""
TABLES = (Request, StoredOutcome, KeptDecision, Message, Custody)


@pytest.fixture
def house(house_url: str) -> Iterator[House]:
    house = House(house_url)
    yield house
    house.close()


@pytest.fixture
def world(house: House) -> Lending:
    return Lending(house)


def break_log(house: House, action: str) -> None:
    statement = (SQLITE if house.database.is_sqlite else POSTGRES).format(action=action)
    with house.database.writing() as connection:
        connection.exec_driver_sql(statement)


def mend_log(house: House) -> None:
    on = "" if house.database.is_sqlite else " ON log_entry"
    with house.database.writing() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER log_is_full{on}")


async def test_a_step_whose_entry_cannot_be_written_is_not_taken(world: Lending) -> None:
    house = world.house
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    before = [house.all(table) for table in TABLES]
    break_log(house, "volume_handed_over")
    with pytest.raises(DBAPIError):
        await world.hand_over(ref)
    assert [house.all(table) for table in TABLES] == before
    mend_log(house)
    assert (await world.hand_over(ref)).done


async def test_a_refusal_whose_entry_cannot_be_written_is_not_answered(world: Lending) -> None:
    break_log(world.house, "request_refused")
    with pytest.raises(DBAPIError):
        await world.submit(purpose="curiosity")
    assert [world.house.all(table) for table in TABLES] == [[]] * len(TABLES)


async def test_neighbours_in_the_same_group_still_commit(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    break_log(world.house, "form_printed")
    jobs = [world.submit(classes=str(n)) for n in range(6)]
    jobs.insert(3, world.print_form(ref))
    answers = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(answers.pop(3), DBAPIError)
    assert all(isinstance(answer, Outcome) and answer.done for answer in answers)
    assert world.request(ref).form_printed_at is None
    assert len(world.house.log("request_submitted")) == 7
    with world.house.looking() as session:
        assert verify(session) == []


async def test_without_a_head_to_move_nothing_is_done(world: Lending) -> None:
    cascade = "" if world.house.database.is_sqlite else " CASCADE"
    with world.house.database.writing() as connection:
        connection.execute(text(f"DROP TABLE log_head{cascade}"))
    with pytest.raises(DBAPIError):
        await world.submit()
    assert [world.house.all(table) for table in TABLES] == [[]] * len(TABLES)
