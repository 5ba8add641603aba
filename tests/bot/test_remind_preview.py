"""任何时刻都能先看一眼：到那时会发什么、暂存什么、不用发什么；看过不留痕迹。
At any moment one can look first: what would be sent, held, settled; looking changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.remind_preview import moment_of, preview_at
from core.clock import SHANGHAI
from core.reminders.reminder import Reminder
from tests.support.house import a_house
from tests.support.lending import Lending
from tests.support.reminding import a_loan, at, tick_at


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


def preview(world: Lending, day: str, time: dt.time = dt.time(9)) -> dict[str, Any]:
    with world.house.looking() as session:
        return preview_at(session, world.house.law, at(day, time))


async def test_each_rung_is_seen_ahead_with_its_posts(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    (ahead,) = preview(world, "2026-12-02")["messages"]
    assert ahead["to"].startswith("经办联络员 M")
    assert ahead["rungs"] == ["ahead"]
    assert "还剩 2 个工作日" in ahead["lines"][1]
    last = preview(world, "2026-12-15")
    assert {it["to"].split()[0] for it in last["messages"]} == {
        *("经办联络员", "单位分管领导", "档案管理员", "档案部门负责人", "部领导")
    }
    assert {it["outcome"] for it in last["settled"]} == {"collapsed"}


async def test_what_it_says_is_what_then_happens(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    told = [it["lines"][0] for it in preview(world, "2026-12-04")["messages"]]
    assert [line for _, line in await tick_at(world, "2026-12-04")] == told
    assert preview(world, "2026-12-04")["messages"] == []


async def test_what_the_night_holds_is_seen_too(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    (held,) = preview(world, "2026-12-02", dt.time(22))["held"]
    assert (held["held_for"], held["send_at"]) == ("quiet_hours", "2026-12-03T08:00:00+08:00")


async def test_looking_changes_nothing(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    before = [row.model_dump() for row in world.house.all(Reminder)]
    preview(world, "2027-06-01")
    assert [row.model_dump() for row in world.house.all(Reminder)] == before
    assert world.house.messages("remind_loan") == []


async def test_an_organs_case_stands_in_no_preview(world: Lending) -> None:
    ref = await a_loan(world, "2026-11-25")
    request = world.request(ref)
    request.source = "organ"
    world.house.keep(request)
    assert preview(world, "2026-12-07")["messages"] == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-04T09:00", dt.datetime(2026, 12, 4, 9, tzinfo=SHANGHAI)),
        ("2026-12-04 09:00", dt.datetime(2026, 12, 4, 9, tzinfo=SHANGHAI)),
        ("2026-12-04", dt.datetime(2026, 12, 4, 23, 59, 59, tzinfo=SHANGHAI)),
        ("2026-12-04T01:00:00+00:00", dt.datetime(2026, 12, 4, 9, tzinfo=SHANGHAI)),
        ("tomorrow", None),
        ("2026-13-04", None),
    ],
)
def test_a_time_as_it_is_typed(text: str, moment: dt.datetime | None) -> None:
    assert moment_of(text) == moment
