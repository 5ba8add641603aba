"""试用新规定：用过去的裁定重新裁一遍，看哪些会改变；写错的规定不予采用。
`danggui rules try`: which past decisions would come out otherwise, and by which law.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.collection.submission import Submission
from core.decisions import KeptDecision
from core.members.member import Member
from core.members.room import Room
from tests.support.house import House
from tests.support.lending import TWO, Lending

STRICTER = """
[[law]]
code = "three_readers"
title = "本室查档应为 3 人以上"
slogan = ""
applies_to = { steps = ["submit"], modes = ["consult"] }
when = ["readers < 3"]
effect = "refuse"
audience = "applicant"
sensitive = false
override = "nobody"
fixed = false
remedy = "请补填查阅人。"
basis = { instrument = "本室规定", article = "一", status = "local" }
"""
Try = Callable[..., Any]


@pytest.fixture
def trying(run: Any, data_dir: Path, tmp_path: Path) -> Try:
    """Two decisions are kept: one allowed, one refused for too few readers."""
    run("init")
    asyncio.run(_decide(f"sqlite:///{data_dir / 'danggui.sqlite'}"))

    def trying(text: str, *words: str) -> Any:
        page = tmp_path / "own.toml"
        page.write_text(text, "utf-8")
        return run("rules", "try", str(page), *words)

    return trying


async def _decide(url: str) -> None:
    house = House(url)
    try:
        world = Lending(house)
        await world.submit()
        await world.submit(readers=TWO[:1])
    finally:
        house.close()


def test_a_stricter_book_shows_what_it_would_refuse(trying: Try) -> None:
    done = trying(STRICTER, "--json")
    body = json.loads(done.stdout)
    assert (done.exit_code, body["decisions"], body["unreadable"]) == (0, 2, 0)
    assert (body["to_refused"], body["to_allowed"]) == (1, 0)
    assert body["laws"] == {"+three_readers": 2}
    (turned,) = [row for row in body["changed"] if row["old"] != row["new"]]
    assert (turned["old"], turned["new"], turned["step"]) == ("allowed", "refused", "submit")


def test_a_book_that_changes_nothing_says_so(trying: Try) -> None:
    done = trying('edition = "x"')
    assert done.exit_code == 0
    assert "改为不能办理 0 件" in done.stdout


def test_it_may_look_at_the_last_ones_only(trying: Try) -> None:
    assert json.loads(trying(STRICTER, "--json", "--last", "1").stdout)["decisions"] == 1


def test_a_bad_book_is_refused_with_its_problems(trying: Try) -> None:
    done = trying('remove = ["too_few_readers"]', "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["law"] == "too_few_readers"


def test_erased_facts_are_counted_and_not_guessed(trying: Try, data_dir: Path) -> None:
    house = House(f"sqlite:///{data_dir / 'danggui.sqlite'}")
    for kept in house.all(KeptDecision):
        kept.facts = None
        house.keep(kept)
    house.close()
    assert json.loads(trying(STRICTER, "--json").stdout)["unreadable"] == 2


# Two decisions are kept; the one refused at once left no case, so it belongs to no room.
def test_a_room_s_own_file_is_tried_on_that_room_s_decisions_alone(trying: Try) -> None:
    body = json.loads(trying(STRICTER, "--room", "组织部档案室", "--json").stdout)
    assert (body["decisions"], body["to_refused"]) == (1, 1)
    nowhere = trying(STRICTER, "--room", "没有的档案室")
    assert nowhere.exit_code == 2
    assert "没有名为“没有的档案室”的档案室" in nowhere.stderr


def test_what_was_decided_of_a_list_belongs_to_the_room_that_it_goes_to(
    trying: Try, data_dir: Path
) -> None:
    house = House(f"sqlite:///{data_dir / 'danggui.sqlite'}")
    (room,) = (it.id for it in house.all(Room) if it.name == "组织部档案室")
    drafted = {"drafted_by": house.all(Member)[0].id or 0, "drafted_at": house.clock.now()}
    listed = Submission(room_id=room or 0, organ="市审计局", **drafted)
    ref = listed.ref
    house.keep(listed)
    of_no_case = next(it for it in house.all(KeptDecision) if not it.allowed)
    of_no_case.about = ref
    house.keep(of_no_case)
    house.close()
    body = json.loads(trying(STRICTER, "--room", "组织部档案室", "--json").stdout)
    assert body["decisions"] == 2


def test_a_decision_is_judged_by_the_book_of_its_room(
    trying: Try, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "rules" / "rooms" / "组织部档案室"
    own.mkdir(parents=True)
    (own / "own.toml").write_text(STRICTER, "utf-8")
    monkeypatch.setenv("DANGGUI_RULES_DIR", str(tmp_path / "rules"))
    body = json.loads(trying("edition = '试用'", "--json").stdout)
    assert (body["to_refused"], body["laws"]["+three_readers"]) == (1, 1)
