"""Inspection and filing (鉴别归档): one passes, one goes back, one is sealed; gaps close one by one."""

from __future__ import annotations

from typing import Any

from bot.story.gathering import FIRST, OTHER, clerk, owed_by_all, pieces_of, volume_of
from bot.story.inspecting import closed, decide, file, finish
from bot.story.stage import Stage


async def play(stage: Stage) -> None:
    await _three_results(stage)
    await _bundle(stage)
    stage.watched.same("归档一份、销号一个：六份缺的补了三份", 3, await owed_by_all(stage))


async def _three_results(stage: Stage) -> None:
    submission = stage.refs["album"]
    pieces = [ref for ref, _ in await pieces_of(stage.archivist, submission)]
    passed, returned, doubtful = pieces
    unsigned = await decide(stage, returned, amiss=["signed"])
    stage.watched.see(
        "没有签名的也判合格",
        "按鉴别规则不予通过",
        "、".join(sorted(unsigned.laws)) or unsigned.said,
        bool(unsigned.laws),
    )
    first = await decide(stage, passed)
    stage.watched.same("履历表合格", "办成", first.said)
    back = await decide(stage, returned, "returned", amiss=["signed"])
    stage.watched.same("自传没有签名，退回补办", "办成", back.said)
    sealed = await decide(
        stage, doubtful, "doubtful", note="出生日期处有涂改痕迹", seal=f"F-{stage.run}"
    )
    stage.watched.same("履历表有涂改，存疑封存", "办成", sealed.said)
    stage.refs["doubtful"] = doubtful
    ended = await finish(stage, submission)
    slip = str(ended.data.get("slip", ""))
    stage.watched.see("鉴别完成，出退回单", "有编号", slip, bool(slip))
    elsewhere = await volume_of(stage.archivist, clerk(stage, OTHER))
    wrong = await file(stage, passed, clerk(stage, FIRST), elsewhere)
    stage.watched.same("扫了别人的卷", "other_volume", wrong.code)
    filed = await file(stage, passed, clerk(stage, FIRST))
    stage.watched.same("扫本人的卷，归档入卷", "已装卷，第1类", _where(filed.data))


async def _bundle(stage: Stage) -> None:
    pieces = [ref for ref, _ in await pieces_of(stage.archivist, stage.refs["paper"])]
    for piece in pieces:
        await decide(stage, piece)
    await finish(stage, stage.refs["paper"])
    filed = [await file(stage, piece, clerk(stage, OTHER)) for piece in pieces]
    stage.watched.same("纸质一捆两件都归档", "办成、办成", "、".join(it.said for it in filed))
    stage.watched.same("最后一件归档，这份清单办结", "办结", closed(filed[-1]))


def _where(data: dict[str, Any]) -> str:
    bound = "已装卷" if data.get("loose") is False else "没有装卷"
    return f"{bound}，第{data.get('class_code')}类"
