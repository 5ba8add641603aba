"""Inspecting and filing (鉴别归档): the steps that every list goes through."""

from __future__ import annotations

from typing import Any

from bot.story.answer import Answer
from bot.story.gathering import formed, page_of, version_on, volume_of
from bot.story.stage import Stage

PAGES = 2
_CHECK = 'value="agree"'


def closed(filed: Answer) -> str:
    """Whether the list ended with this paper."""
    return "办结" if filed.data.get("closed") else "没有办结"


async def decide(stage: Stage, piece: str, result: str = "passed", **seen: Any) -> Answer:
    """The archivist's decision, and the colleague's second check where the piece was drawn."""
    path = f"/desk/inspect/pieces/{piece}"
    told = {"pages": PAGES, "formed_on": formed().isoformat(), **seen}
    version = await version_on(stage.archivist, path)
    answer = await stage.archivist.command(
        "decide_piece", piece=piece, seen_version=version, result=result, **told
    )
    colleague = stage["archivist-colleague"]
    if answer.done and _CHECK in await page_of(colleague, path):
        await colleague.command(
            "check_piece", piece=piece, seen_version=await version_on(colleague, path), agrees=True
        )
    return answer


async def finish(stage: Stage, submission: str) -> Answer:
    version = await version_on(stage.archivist, f"/desk/inspect/{submission}")
    return await stage.archivist.command(
        "finish_inspection", submission=submission, seen_version=version
    )


async def file(stage: Stage, piece: str, number: str, label: str = "") -> Answer:
    """Into the volume whose `label` was scanned; else into the cadre's own."""
    version = await version_on(stage.archivist, f"/desk/inspect/file/{piece}")
    label = label or await volume_of(stage.archivist, number)
    return await stage.archivist.command(
        "file_piece", piece=piece, seen_version=version, pages=PAGES, volume=label
    )
