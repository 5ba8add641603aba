"""P1：四个进程同时抢三百卷，每卷还有两个办件在等；恰好出库三百卷，无一重借，无一报“数据库锁定”。
P1: four processes race for 300 volumes, two ready cases each; 300 are lent, none twice, none "locked".
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import col, select

from bot.bench.ready_cases import prepare
from bot.bench.staff import Staff, appoint
from core.audit.verify import verify
from core.custody.custody import Custody
from core.holdings.dossier import Volume
from core.requests.line import Line, LineState
from tests.support import racer
from tests.support.clock import MORNING
from tests.support.forked import a_life
from tests.support.house import House

PROCESSES, VOLUMES = 4, 300
SAID_NO = {"stale", "impossible_step", "refused", "volume_is_out"}


def two_cases_each(connection: Connection) -> tuple[Staff, list[dict[str, Any]]]:
    """300 volumes, each asked for by two ready cases; the second's own volume is left alone."""
    staff = appoint(connection, MORNING)
    lends = prepare(connection, staff, 2 * VOLUMES, MORNING)
    rows = [
        {
            "request": x.command.request,
            "labels": x.command.labels,
            "version": x.command.seen_version,
        }
        for x in lends
    ]
    connection.execute(
        text("UPDATE line SET volume_id = volume_id - :n WHERE volume_id > :n"), {"n": VOLUMES}
    )
    for first, second in zip(rows[:VOLUMES], rows[VOLUMES:], strict=True):
        second["labels"] = first["labels"]
    return staff, rows


def run(url: str, rows: list[dict[str, Any]], staff: Staff) -> Counter[str]:
    """All processes from one starting line; what was answered."""
    racers = [a_life(racer.run, url, staff.archivists[n], rows) for n in range(PROCESSES)]
    assert [life.pipe.recv() for life in racers] == ["ready"] * PROCESSES
    for life in racers:
        life.pipe.send("go")
    return sum((life.pipe.recv() for life in racers), Counter[str]())


def test_three_hundred_volumes_are_lent_once_each(house_url: str) -> None:
    house = House(house_url)
    with house.database.writing() as connection:
        staff, rows = two_cases_each(connection)
    counted = run(house_url, rows, staff)
    print(f"{house.database.url.get_backend_name()}: {dict(counted)}")
    assert set(counted) <= {"done"} | SAID_NO
    assert (counted["done"], counted.total()) == (VOLUMES, PROCESSES * 2 * VOLUMES)
    the_books_agree(house)
    house.close()


def the_books_agree(house: House) -> None:
    """Every volume out once, by one line, with one entry in a whole log."""
    custodies = house.all(Custody)
    assert len({c.volume_id for c in custodies}) == len(custodies) == VOLUMES
    with house.looking() as session:
        lent = select(Line.volume_id).where(Line.state == LineState.LENT)
        assert sorted(session.exec(lent).all()) == sorted(c.volume_id for c in custodies)
        labels = select(Volume.label).where(col(Volume.id).in_([c.volume_id for c in custodies]))
        logged = [entry.ref for entry in house.log("volume_handed_over")]
        assert sorted(logged) == sorted(session.exec(labels).all())
        assert verify(session) == []
