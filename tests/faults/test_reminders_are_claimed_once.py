"""P5：几个进程同时走钟，每个时点只认领一次；认领后、发出前被杀，不丢，每次至多重复一条。
P5: processes that tick at once claim each slot once; killed between claim and send, nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.bench.ready_cases import prepare
from bot.bench.staff import appoint
from core.custody.custody import Custody
from core.outbox.message import Message
from core.reminders.reminder import Reminder
from tests.support import dying_sender, ticker
from tests.support.clock import MORNING
from tests.support.forked import a_life
from tests.support.house import House

LOANS, PROCESSES = 20, 3
# Twelve working days on, at nine: every rung of every loan but the last is due.
LATER = MORNING + timedelta(days=12)


@pytest.fixture
def house(house_url: str) -> House:
    return House(house_url)


async def lend(house: House) -> None:
    """Twenty volumes lent to one unit on one morning."""
    with house.database.writing() as connection:
        staff = appoint(connection, MORNING)
        lends = prepare(connection, staff, LOANS, MORNING)
    for each in lends:
        outcome = await house.do(staff.archivists[each.archivist], each.command)
        assert outcome.done, outcome


def race(house: House, processes: int) -> int:
    """All from one starting line; how many messages they left in all."""
    tickers = [a_life(ticker.run, house.url, LATER, "race") for _ in range(processes)]
    assert [life.pipe.recv() for life in tickers] == ["ready"] * processes
    for life in tickers:
        life.pipe.send("go")
    return sum(life.pipe.recv() for life in tickers)


def killed(house: House, how: str) -> None:
    assert a_life(ticker.run, house.url, LATER, how).end() == -9


def told(house: House) -> Counter[tuple[int, str]]:
    """Messages by member and case."""
    return Counter((m.member_id, m.about) for m in house.all(Message) if m.kind == "remind_loan")


async def test_each_slot_is_claimed_once_whoever_ticks(house: House) -> None:
    await lend(house)
    left = race(house, PROCESSES)
    counted = told(house)
    assert left == counted.total()
    assert len({case for _, case in counted}) == len(house.all(Custody)) == LOANS
    assert set(counted.values()) == {1}, "one message per person and case"
    due = [row for row in house.all(Reminder) if row.state != "waiting"]
    assert {row.state for row in due} == {"collapsed", "sent"}
    assert len({(row.subject_id, row.rung) for row in due}) == len(due)
    house.close()


async def test_killed_before_the_commit_nothing_was_claimed(house: House) -> None:
    await lend(house)
    killed(house, "inside")
    assert {row.state for row in house.all(Reminder)} == {"waiting"}
    assert told(house).total() == 0
    race(house, 1)
    assert set(told(house).values()) == {1}
    house.close()


async def test_killed_between_claim_and_send_it_is_sent_at_most_twice(
    house: House, tmp_path: Path
) -> None:
    await lend(house)
    killed(house, "after")
    left = {m.id for m in house.all(Message)}
    assert race(house, 1) == 0, "what was claimed is not claimed again"
    lives = [deliver(house, tmp_path, life, dies) for life, dies in enumerate((2, 0))]
    delivered = sum(lives, Counter[int]())
    assert set(delivered) == left, "nothing is lost"
    assert max(delivered.values()) <= 2
    assert delivered.total() - len(left) <= 2 * 2, "one kill repeats what was under way, once"
    house.close()


def deliver(house: House, folder: Path, life: int, dies_at: int) -> Counter[int]:
    """One life of a sender, a lease later each time."""
    sent = folder / "sent"
    before = Counter(map(int, sent.read_text().split())) if sent.exists() else Counter[int]()
    # The ticks were twelve days on; the sender's clock counts its lives from the morning.
    house_due_now(house)
    a_life(dying_sender.deliver, house.url, sent, life, dies_at).end()
    return Counter(map(int, sent.read_text().split())) - before


def house_due_now(house: House) -> None:
    """Every message may go out this morning already."""
    with house.database.writing() as connection:
        connection.execute(update(Message).values(not_before=MORNING))
