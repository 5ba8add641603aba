"""The desk's menu (案头目录): grouped by what people do; each sees only what their roles may open.

Few links stand in one row. Of many, the groups stand there, and below them the pages of the group
that one is in; on a phone one folded row opens to all of them. It needs no script, and every page is
two taps away.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from bot.web.desk.may_open import (
    CALENDAR,
    CAMPAIGNS,
    CASES,
    GAPS,
    IMPORT,
    LABELS,
    LOG,
    MEMBERS,
    REGISTER,
    RESTRICTIONS,
    ROOM_STAFF,
    SUBMISSIONS,
)
from core.members.member import OFFICERS, ROOM_ROLES, Role

Link = dict[str, str]
# What one does there → its pages, the one that is opened most first.
GROUPS: tuple[tuple[str, tuple[tuple[str, str, str, Set[str]], ...]], ...] = (
    (
        "借阅",
        (
            ("cases", "办件", "/desk", CASES),
            ("week", "周一一览", "/desk/week", ROOM_STAFF),
            ("search", "档案检索", "/desk/search", ROOM_ROLES),
            ("register", "登记簿", "/desk/register", REGISTER),
            ("lost", "不符与查找", "/desk/lost", ROOM_ROLES),
            ("outage", "应急补录", "/desk/outage", ROOM_STAFF),
        ),
    ),
    ("收集", (("submissions", "材料报送", "/desk/submissions", SUBMISSIONS),)),
    (
        "鉴别归档",
        (
            ("inspect", "鉴别归档", "/desk/inspect", ROOM_STAFF),
            ("catalogue", "目录", "/desk/catalogue", ROOM_STAFF),
            ("changes", "材料变动", "/desk/materials", ROOM_STAFF),
            ("arrangement", "整理", "/desk/arrangement", ROOM_STAFF),
        ),
    ),
    (
        "查缺与三全",
        (
            ("gaps", "查缺清单", "/desk/gaps", GAPS),
            ("campaigns", "专项工作", "/desk/campaigns", CAMPAIGNS),
            ("facts", "重点信息", "/desk/facts", ROOM_ROLES),
        ),
    ),
    ("数字档案", (("scans", "数字档案", "/desk/scans", ROOM_STAFF),)),
    (
        "设置",
        (
            ("members", "人员与绑定", "/desk/members", MEMBERS),
            ("import", "导入", "/desk/import", IMPORT),
            ("deputy", "委托审批", "/desk/deputy", {Role.APPROVER}),
            ("labels", "标签", "/desk/labels", LABELS),
            ("restrictions", "限制登记", "/desk/restrictions", RESTRICTIONS),
            ("approval", "签批方式", "/desk/approval", OFFICERS),
            ("scan_settings", "数字档案启用", "/desk/scans/settings", OFFICERS),
            ("telegram", "外部渠道", "/desk/telegram", OFFICERS),
            ("calendar", "工作日历", "/desk/calendar", CALENDAR),
            ("log", "日志首签", "/desk/log", LOG),
        ),
    ),
)
FEW = 5
ALL = "全部页面"


def menu(roles: Set[str], place: str) -> dict[str, Any]:
    """The row, the pages of the group in which `place` is, and what a phone folds away.

    `desk_links` [link], `desk_within` [link] of the group `desk_group`; `desk_folded` [(word, [link])],
    empty where one row is enough; `desk_word` is what the folded row says: where one is.
    """
    groups = [(word, links) for word, known in GROUPS if (links := _own(known, roles))]
    every = [link for _, links in groups for link in links]
    if len(every) <= FEW or len(groups) == 1:
        return {
            "desk_links": every,
            "desk_within": [],
            "desk_group": "",
            "desk_folded": groups if len(every) > FEW else [],
            "desk_word": _word_of(every, place),
        }
    here = next((it for it in groups if any(link["id"] == place for link in it[1])), ("", []))
    word, within = here
    return {
        "desk_links": [_of_group(*it) for it in groups],
        "desk_within": within if len(within) > 1 else [],
        "desk_group": word if len(within) > 1 else "",
        "desk_folded": groups,
        "desk_word": _word_of(within, place),
    }


def _own(known: tuple[tuple[str, str, str, Set[str]], ...], roles: Set[str]) -> list[Link]:
    return [
        {"id": name, "word": word, "href": href} for name, word, href, may in known if roles & may
    ]


def _word_of(links: list[Link], place: str) -> str:
    return next((it["word"] for it in links if it["id"] == place), ALL)


def _of_group(word: str, links: list[Link]) -> Link:
    """A group of one page is that page; of more, it leads to the first of them."""
    return links[0] if len(links) == 1 else {"id": "", "word": word, "href": links[0]["href"]}
