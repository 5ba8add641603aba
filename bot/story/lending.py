"""The story of lending (查借阅全流程): from a roster to a case that is closed and a log that is whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.story import (
    scene_apply,
    scene_approve,
    scene_certificate,
    scene_copies,
    scene_hand_over,
    scene_import,
    scene_loan,
    scene_log,
    scene_race,
    scene_return,
    scene_same_person,
)
from bot.story.stage import Stage

SCENES: tuple[tuple[str, Callable[[Stage], Awaitable[None]]], ...] = (
    ("导入", scene_import.play),
    ("申请", scene_apply.play),
    ("同一人不办两步", scene_same_person.play),
    ("审批", scene_approve.play),
    ("出库交接", scene_hand_over.play),
    ("凭纸质取档单外借", scene_loan.play),
    ("争一卷", scene_race.play),
    ("归还核对", scene_return.play),
    ("复制摘录", scene_copies.play),
    ("代查出证", scene_certificate.play),
    ("日志", scene_log.play),
)
