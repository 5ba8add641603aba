"""缓存队列不丢、不重号、不乱序（P4）。

The spool loses nothing, gives no seq twice, keeps the order (P4).
"""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hardware_bridge.readings import Finding
from hardware_bridge.spool import Spool, SpoolInUse
from hardware_bridge.wire import BridgeEvent, EventAnswer, Result

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
SEEN, GONE = Finding("tag_seen", "AAAA", 1, -52, 2), Finding("tag_gone", "AAAA", 1, -52, 9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "spool.db"


@pytest.fixture
def spool(path: Path) -> Iterator[Spool]:
    with Spool(path) as opened:
        yield opened


def _answer(event: BridgeEvent, result: Result) -> EventAnswer:
    return EventAnswer(
        id=event.id, result=result, reason="unknown_tag" if result == "rejected" else None
    )


def test_what_was_appended_waits_in_order(spool: Spool) -> None:
    events = spool.append("desk-1", [SEEN, GONE], NOW)
    assert [event.seq for event in events] == [1, 2]
    assert spool.waiting("desk-1", 10) == events
    assert spool.waiting("desk-1", 1) == events[:1]


def test_devices_count_each_for_itself(spool: Spool) -> None:
    spool.append("desk-1", [SEEN], NOW)
    [event] = spool.append("desk-2", [SEEN], NOW)
    assert event.seq == 1
    assert spool.waiting("desk-2", 10) == [event]


def test_a_reopened_spool_goes_on_counting_even_after_a_purge(path: Path) -> None:
    with Spool(path) as spool:
        events = spool.append("desk-1", [SEEN, GONE], NOW)
        spool.settle("desk-1", [_answer(event, "accepted") for event in events], NOW)
        assert spool.purge(LATER, LATER) == 2
    with Spool(path) as spool:
        assert spool.append("desk-1", [SEEN], NOW)[0].seq == 3


def test_a_new_spool_never_repeats_the_ids_of_a_lost_one(tmp_path: Path) -> None:
    ids = set()
    for name in ("one.db", "two.db"):
        with Spool(tmp_path / name) as spool:
            ids.add(spool.append("desk-1", [SEEN], NOW)[0].id)
    assert len(ids) == 2


@pytest.mark.parametrize("result", ["accepted", "duplicate"])
def test_an_answered_event_waits_no_longer(spool: Spool, result: Result) -> None:
    first, second = spool.append("desk-1", [SEEN, GONE], NOW)
    assert spool.settle("desk-1", [_answer(first, result)], NOW) == 1
    assert spool.waiting("desk-1", 10) == [second]
    assert spool.dead_letters("desk-1") == []


def test_a_rejected_event_is_set_aside_with_its_reason(spool: Spool) -> None:
    first, second = spool.append("desk-1", [SEEN, GONE], NOW)
    spool.settle("desk-1", [_answer(first, "rejected")], NOW)
    [letter] = spool.dead_letters("desk-1")
    assert (letter.event, letter.reason) == (first, "unknown_tag")
    assert spool.waiting("desk-1", 10) == [second]


def test_the_first_answer_stands(spool: Spool) -> None:
    [event] = spool.append("desk-1", [SEEN], NOW)
    spool.settle("desk-1", [_answer(event, "accepted")], NOW)
    assert spool.settle("desk-1", [_answer(event, "rejected")], NOW) == 0
    assert spool.dead_letters("desk-1") == []


def test_an_answer_for_another_device_changes_nothing(spool: Spool) -> None:
    [event] = spool.append("desk-1", [SEEN], NOW)
    assert spool.settle("desk-2", [_answer(event, "accepted")], NOW) == 0


def test_a_purge_keeps_what_waits_and_what_is_fresh(spool: Spool) -> None:
    old, fresh, waiting = spool.append("desk-1", [SEEN, GONE, SEEN], NOW)
    spool.settle("desk-1", [_answer(old, "accepted")], NOW)
    spool.settle("desk-1", [_answer(fresh, "rejected")], LATER)
    assert spool.purge(done_before=LATER, dead_before=LATER) == 1
    assert len(spool.dead_letters("desk-1")) == 1
    assert spool.waiting("desk-1", 10) == [waiting]


def test_an_append_is_all_or_nothing(path: Path) -> None:
    ids = iter(["8f14e45f-ceea-467f-9575-6b1d3a1f2a10"] * 2)
    with Spool(path, lambda: next(ids)) as spool:
        with pytest.raises(Exception, match="UNIQUE"):
            spool.append("desk-1", [SEEN, GONE], NOW)
        assert spool.waiting("desk-1", 10) == []
    with Spool(path) as spool:
        assert spool.append("desk-1", [SEEN], NOW)[0].seq == 1


def test_a_second_bridge_on_the_same_spool_is_refused(spool: Spool, path: Path) -> None:
    with pytest.raises(SpoolInUse):
        Spool(path)


def test_the_file_is_for_its_owner_and_survives_a_power_cut(spool: Spool, path: Path) -> None:
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert spool._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert spool._db.execute("PRAGMA synchronous").fetchone() == (2,)
