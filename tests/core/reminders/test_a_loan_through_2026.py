"""一笔借阅走过 2026 年的春节、五一、国庆和调休：每天走钟，该提醒的日子一天不差，休息日不发。
One loan through the holidays and make-up days of 2026: a tick every morning, told on the right days.

The days are written out by hand from the State Council's notice for 2026.
"""

from __future__ import annotations

import datetime as dt

import pytest

from core.custody.custody import Custody
from tests.support.lending import Lending
from tests.support.reminding import a_loan, outcomes, tick_at

# lent on → due on, then the days of the five rungs. 2026-02-14, 02-28, 05-09 and 10-10 are make-up
# Saturdays; 02-15…02-23, 05-01…05-05, 09-25 and 10-01…10-07 are holidays.
WALKS = [
    (
        *("2026-02-10", "2026-02-26"),
        ("2026-02-24", "2026-02-26", "2026-02-27", "2026-03-02", "2026-03-06"),
    ),
    (
        *("2026-04-28", "2026-05-11"),
        ("2026-05-08", "2026-05-11", "2026-05-12", "2026-05-14", "2026-05-20"),
    ),
    (
        *("2026-09-22", "2026-10-09"),
        ("2026-09-30", "2026-10-09", "2026-10-10", "2026-10-13", "2026-10-19"),
    ),
]


@pytest.mark.parametrize(("lent", "due", "days"), WALKS)
async def test_a_tick_every_morning_tells_on_the_five_days_and_on_no_other(
    world: Lending, lent: str, due: str, days: tuple[str, ...]
) -> None:
    world.house.clock.set(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    grant_since(world, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    await a_loan(world, lent)
    (custody,) = world.house.all(Custody)
    assert custody.due_on == dt.date.fromisoformat(due)
    told: dict[str, list[int]] = {}
    for n in range(1, 50):
        day = (dt.date.fromisoformat(lent) + dt.timedelta(days=n)).isoformat()
        if people := sorted(member for member, _ in await tick_at(world, day)):
            told[day] = people
    contact, leader, archivist = world.contact, world.leader, world.archivist
    assert told == dict(
        zip(
            days,
            (
                [contact],
                [contact],
                [contact, leader],
                [leader, archivist],
                [archivist, world.head, world.authority],
            ),
            strict=True,
        )
    )
    assert set(outcomes(world).values()) == {"sent"}


def grant_since(world: Lending, since: dt.datetime) -> None:
    """Everybody has held their role since then."""
    from core.members.member import Grant

    for grant in world.house.all(Grant):
        grant.valid_from = since
        world.house.keep(grant)
