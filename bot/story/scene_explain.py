"""An explanation (短缺说明): what cannot be had is explained by one and approved by another; no gap is left."""

from __future__ import annotations

import re
from typing import Any

from bot.story.gathering import LIFE, SECOND, UNITS, clerk, owed, owed_by_all, page_of, unit_name
from bot.story.scene_campaign import count_gaps, done_of
from bot.story.stage import Stage

WHY = "财人〔2026〕5号，1999年机构合并时遗失，经查无存"
_COUNT = re.compile(
    r'data-label="(应补|已销号|说明代补|待补|逾期)" class="number wide-only">(\d+)<'
)
SETTLED = "应补 4，已销号 3，说明代补 1，待补 0，逾期 0"


async def play(stage: Stage) -> None:
    await _two_people(stage)
    stage.watched.same("所缺六份全部销号", 0, await owed_by_all(stage))
    await count_gaps(stage)
    stage.watched.same("再查一遍，已销的不重开", 0, await owed_by_all(stage))
    page = await page_of(stage["head"], f"/desk/campaigns/{stage.refs['campaign']}")
    stage.watched.same("进度看板", "2 / 2", done_of(page))
    row = page.partition(f'"row">{unit_name(stage, UNITS[0])}')[2].partition("</tr>")[0]
    counts = "，".join(f"{word} {count}" for word, count in _COUNT.findall(row))
    stage.watched.same("甲单位：说明代补另行计数", SETTLED, counts)


async def _two_people(stage: Stage) -> None:
    number = clerk(stage, SECOND)
    gap, version = (await owed(stage.archivist, number))[LIFE]
    proposed = await stage.archivist.command(
        "propose_explanation", gap=gap, seen_version=version, explanation=WHY
    )
    stage.watched.same("提请以说明代补", "办成", proposed.said)
    seen = (await owed(stage.archivist, number))[LIFE][1]
    told: dict[str, Any] = {"gap": gap, "seen_version": seen, "approve": True}
    alone = await stage.archivist.command("settle_explanation", **told)
    stage.watched.same("提请的人自己审定", "same_person", alone.code)
    approved = await stage["head"].command("settle_explanation", **told)
    stage.watched.same("另一位同志审定", "办成", approved.said)
