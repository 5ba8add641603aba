"""What came back and what was doubtful (退回、存疑): fetched against a signature; settled by an organ's paper."""

from __future__ import annotations

import re
from typing import Any

from bot.story.gathering import (
    FIRST,
    LIFE,
    SECOND,
    UNITS,
    clerk,
    count_in,
    line,
    owed_by_all,
    page_of,
    pieces_of,
)
from bot.story.inspecting import closed, decide, file, finish
from bot.story.scene_two_units import CONTACT
from bot.story.stage import Stage

DECISION = "组审字〔2026〕8号"


async def play(stage: Stage) -> None:
    await _fetched(stage)
    await _sent_again(stage)
    await _settled(stage)
    stage.watched.same("只剩一份自传确实补不齐", 1, await owed_by_all(stage))


async def _fetched(stage: Stage) -> None:
    page = await page_of(stage.archivist, f"/desk/inspect/{stage.refs['album']}")
    slip = _slip(page)
    fetched = await stage.archivist.command("pick_up_returned", slip=slip, by_whom="文知微")
    stage.watched.same("退件凭签字领回", 1, fetched.data.get("pieces"))
    again = await stage.archivist.command("pick_up_returned", slip=slip, by_whom="岳安珂")
    stage.watched.same("同一张退回单再领一次", "impossible_step", again.code)


def _slip(page: str) -> str:
    found = re.search(r'href="/forms/return-slip/([^"]+)"', page)
    if found is None:
        raise RuntimeError("no return slip")
    return found[1]


async def _sent_again(stage: Stage) -> None:
    """Signed now: listed anew, inspected, filed."""
    drafted = await stage[CONTACT].command(
        "draft_submission",
        unit_id=stage.numbers[UNITS[0]],
        pieces=[line(stage, FIRST, LIFE)],
    )
    ref = str(drafted.data.get("ref", ""))
    await count_in(stage, int(drafted.data.get("version", 0)), ref)
    piece = (await pieces_of(stage.archivist, ref))[0][0]
    await decide(stage, piece)
    await finish(stage, ref)
    filed = await file(stage, piece, clerk(stage, FIRST))
    stage.watched.same("补签以后重新报送，归档", "办成", filed.said)


async def _settled(stage: Stage) -> None:
    piece = stage.refs["doubtful"]
    told: dict[str, Any] = {"piece": piece, "outcome": "passed", "document": DECISION}
    alone = await stage.archivist.command("settle_doubt", **told)
    stage.watched.same("封存的人自己认定", "404 not_found", alone.said)
    without = await stage["head"].command("settle_doubt", **told | {"document": ""})
    stage.watched.same("没有文号就认定", "bad_value", without.code)
    settled = await stage["head"].command("settle_doubt", **told)
    stage.watched.same("科长凭组织认定的文号解封", "办成", settled.said)
    filed = await file(stage, piece, clerk(stage, SECOND))
    stage.watched.same("认定合格后归档，清单办结", "办结", closed(filed))
