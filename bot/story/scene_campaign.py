"""A campaign of two units (专项工作): what three dossiers must hold is counted, and put into two batches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.story.gathering import COVERS, UNITS, owed_by_all, page_of, unit_name
from bot.story.stage import Stage

TERM = timedelta(days=60)


async def play(stage: Stage) -> None:
    head = stage["head"]
    await count_gaps(stage)
    stage.watched.same("按各人情况查缺：三人各缺履历表和自传", 6, await owed_by_all(stage))
    begun = await head.command(
        "begin_campaign",
        room_id=stage.numbers["room"],
        title=f"档案三全{stage.run}",
        document="组通字〔2026〕3号",
        covers=COVERS,
    )
    campaign = stage.refs["campaign"] = str(begun.data.get("campaign", ""))
    today = datetime.now(UTC).date()
    for nth, unit in enumerate(UNITS, start=1):
        last = (today + TERM * nth).isoformat()
        await head.command("add_batch", campaign=campaign, starts_on=today.isoformat(), due_on=last)
        await head.command("add_units", campaign=campaign, nth=nth, names=[unit_name(stage, unit)])
    page = await page_of(head, f"/desk/campaigns/{campaign}")
    stage.watched.see(
        "两批、两家单位上进度看板", "0 / 2 家已补齐", done_of(page), done_of(page) == "0 / 2"
    )


async def count_gaps(stage: Stage) -> None:
    """The whole room, a stretch at a time."""
    after, more = 0, True
    while more:
        counted = await stage.archivist.command(
            "count_gaps", room_id=stage.numbers["room"], after=after
        )
        after = int(counted.data.get("next", 0))
        more = counted.done and after > 0


def done_of(page: str) -> str:
    """How many units of the board have everything."""
    return page.partition("<p><strong>")[2].partition("</strong>")[0]
