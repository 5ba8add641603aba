"""“在哪”的说法：每一种去处都有一句话，先说状态，再说在谁手里、从何时起、何时应还。

Every place a volume can be has its sentence.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.replies.whereabouts import said
from core.custody.custody import Kind
from core.custody.whereabouts import Standing, VolumeAt
from core.requests.line import LineState

TODAY = date(2026, 11, 25)
SINCE = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def at(standing: str, **more: object) -> VolumeAt:
    known = {"label": "V1", "kind": "original", "ordinal": 1, "slot": "A-01-1", "since": SINCE}
    return VolumeAt(standing=standing, **{**known, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("volume", "badge", "text"),
    [
        (at("in_store", since=None), "在库", "库位 A-01-1　启用以来未动"),
        (at("in_store"), "在库", "库位 A-01-1　11月20日（周五）09:30 归还入库"),
        (at("in_store", slot="", since=None), "在库", "库位未登记　启用以来未动"),
        (at("withheld"), "在库外", "暂不提供，请问档案部门负责人"),
        (at("lost"), "lost", "已登记未找到　原库位 A-01-1"),
        (
            at("lent", holder="市财政局", due_on=date(2026, 12, 1)),
            "lent",
            "市财政局　11月20日（周五）09:30 起　应于 12月1日（周二） 归还",
        ),
        (
            at("lent", holder="市财政局", due_on=date(2026, 11, 23)),
            "overdue",
            "市财政局　11月20日（周五）09:30 起　应于 11月23日（周一） 归还，已逾期 2 天",
        ),
        (
            at("reading", holder="市财政局", due_on=TODAY),
            "reading",
            "市财政局　11月20日（周五）09:30 起　今天应还",
        ),
        (
            at("returned", holder="市财政局"),
            "returned",
            "市财政局　11月20日（周五）09:30 起　已送回窗口，待当面清点",
        ),
        (at("searching", holder="市财政局"), "searching", "市财政局　11月20日（周五）09:30 起"),
        (at("transfer"), "转递中", "11月20日（周五）09:30 起"),
    ],
)
def test_a_place_is_told_in_one_line(volume: VolumeAt, badge: str, text: str) -> None:
    told = said(volume, TODAY)
    assert (told.badge, told.text, told.part) == (badge, text, "正本 第 1 卷")


@pytest.mark.parametrize("standing", [*Standing, *LineState, *Kind])
def test_every_place_has_a_sentence(standing: str) -> None:
    assert said(at(standing), TODAY).badge
