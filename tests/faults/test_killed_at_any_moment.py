"""P2：忙时随机杀进程五十次：答应过的一件不丢，没有半件，重发不成两件，日志完好。
P2: fifty kill -9 under load: nothing acknowledged is lost, nothing is half done, nothing doubled.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import text

from core.audit.verify import verify
from core.decisions import KeptDecision
from core.outcome import StoredOutcome
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request
from tests.support.doomed import Task, work
from tests.support.forked import a_life
from tests.support.house import House
from tests.support.lending import Lending

LONGEST_LIFE = 0.5  # seconds after the first answer
SEED = int(os.environ.get("DANGGUI_TEST_SEED", "20261122"))


class Promises:
    """What was sent and what was answered, over all lives."""

    def __init__(self) -> None:
        self.sent: set[str] = set()
        self.refs: dict[str, str] = {}
        self.printed: set[str] = set()

    def hear(self, message: str) -> None:
        item, _, said = message.partition(" ")
        if said == "sent":
            self.sent.add(item)
        elif said == "printed":
            self.printed.add(item)
        else:
            assert self.refs.setdefault(item, said) == said, f"{item} was done twice"

    def unsure(self) -> tuple[str, ...]:
        """Items whose sender cannot know what became of them, and one that it does know."""
        return (*sorted(self.sent - self.printed), *sorted(self.printed)[-1:])


def one_life(task: Task, promises: Promises, chance: random.Random) -> None:
    """Start a process, let it live for a while after its first answer, kill it."""
    life = a_life(work, task)
    hearing, process = life.pipe, life.process
    answered = len(promises.refs)
    while len(promises.refs) == answered:
        assert hearing.poll(30), "no answer at all"
        promises.hear(hearing.recv_bytes().decode())
    ends = time.monotonic() + chance.uniform(0.0, LONGEST_LIFE)
    while (left := ends - time.monotonic()) > 0:
        if hearing.poll(left):
            promises.hear(hearing.recv_bytes().decode())
    assert process.is_alive(), "it died of itself"
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    the_rest(hearing, promises)


def the_rest(hearing: Connection, promises: Promises) -> None:
    """What it had still said before it died."""
    try:
        while True:
            promises.hear(hearing.recv_bytes().decode())
    except EOFError:
        hearing.close()


@pytest.mark.parametrize(
    ("which", "kills"),
    [("sqlite", 50), pytest.param("postgres", 10, marks=pytest.mark.postgres)],
)
def test_what_was_answered_survives_kills(
    request: pytest.FixtureRequest, which: str, kills: int
) -> None:
    house = House(str(request.getfixturevalue(f"{which}_house_url")))
    world, promises = Lending(house), Promises()
    chance = random.Random(SEED)
    for life in range(kills):
        numbers = (world.contact, world.unit, world.kept.number)
        one_life(Task(house.url, *numbers, life, promises.unsure()), promises, chance)
        nothing_is_torn(house)
    print(f"{which}, seed {SEED}: {kills} kills, {len(promises.sent)} sent,", end=" ")
    print(f"{len(promises.refs)} applications and {len(promises.printed)} printings answered")
    every_promise_is_kept(house, promises)
    assert len(promises.refs) >= kills
    nothing_is_half_done_or_doubled(house)
    house.close()


def nothing_is_torn(house: House) -> None:
    if house.database.is_sqlite:
        with house.looking() as session:
            assert session.execute(text("PRAGMA quick_check")).scalar() == "ok"


def every_promise_is_kept(house: House, promises: Promises) -> None:
    kept = {r.classes: r for r in house.all(Request)}
    lost = [item for item, ref in promises.refs.items() if kept[item].ref != ref]
    assert lost == []
    assert [item for item in promises.printed if kept[item].form_printed_at is None] == []


def nothing_is_half_done_or_doubled(house: House) -> None:
    """Each application there is has all its parts, once; the log is whole and says it once."""
    requests = house.all(Request)
    refs, ids = Counter(r.ref for r in requests), {r.id for r in requests}
    assert len({r.classes for r in requests}) == len({r.number for r in requests}) == len(requests)
    assert Counter(entry.ref for entry in house.log("request_submitted")) == refs
    assert Counter(k.about for k in house.all(KeptDecision)) == refs
    assert Counter(line.request_id for line in house.all(Line)) == Counter(ids)
    assert Counter(reader.request_id for reader in house.all(Reader)) == Counter([*ids, *ids])
    printed = sum(r.form_printed_at is not None for r in requests)
    assert len(house.all(StoredOutcome)) == len(requests) + printed
    assert len(house.log("form_printed")) == printed
    with house.looking() as session:
        assert verify(session) == []
