"""The story of collecting material (收集归档全流程): from what is missing to a campaign without gaps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.story import (
    scene_campaign,
    scene_explain,
    scene_inspect,
    scene_list,
    scene_log,
    scene_settle,
    scene_two_units,
)
from bot.story.stage import Stage

SCENES: tuple[tuple[str, Callable[[Stage], Awaitable[None]]], ...] = (
    ("两家单位", scene_two_units.play),
    ("专项工作", scene_campaign.play),
    ("报送材料", scene_list.play),
    ("鉴别归档", scene_inspect.play),
    ("退回和存疑", scene_settle.play),
    ("短缺说明", scene_explain.play),
    ("日志", scene_log.whole),
)
