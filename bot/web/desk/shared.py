"""What desk pages share (案头): who may open which of them, and the row of links above."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.pages.person import Person, person, shown
from core.errors import NotFound
from core.members.member import OFFICERS, ROOM_ROLES, Role

CASES = ROOM_ROLES | {Role.APPROVER}
MEMBERS = OFFICERS | {Role.HEAD}
LOG = OFFICERS | {Role.HEAD}
REGISTER = frozenset({Role.ARCHIVIST, Role.HEAD})
LABELS = frozenset({Role.ARCHIVIST})
IMPORT = frozenset({Role.ADMINISTRATOR})
SUBMISSIONS = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}
CAMPAIGNS = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}
GAPS = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}
ROOM_STAFF = frozenset({Role.ARCHIVIST, Role.HEAD})
CALENDAR = ROOM_STAFF | {Role.ADMINISTRATOR}
# What is opened every day stands in the row; the rest of many links is folded away (其他).
_DAILY = (
    ("cases", "办件", "/desk", CASES),
    ("submissions", "材料报送", "/desk/submissions", SUBMISSIONS),
    ("gaps", "查缺清单", "/desk/gaps", GAPS),
    ("week", "周一一览", "/desk/week", ROOM_STAFF),
    ("inspect", "鉴别归档", "/desk/inspect", ROOM_STAFF),
    ("search", "档案检索", "/desk/search", ROOM_ROLES),
    ("members", "人员与绑定", "/desk/members", MEMBERS),
    ("import", "导入", "/desk/import", IMPORT),
    ("deputy", "委托审批", "/desk/deputy", {Role.APPROVER}),
)
_SELDOM = (
    ("campaigns", "专项工作", "/desk/campaigns", CAMPAIGNS),
    ("facts", "重点信息", "/desk/facts", ROOM_ROLES),
    ("register", "登记簿", "/desk/register", REGISTER),
    ("catalogue", "目录", "/desk/catalogue", ROOM_STAFF),
    ("changes", "材料变动", "/desk/materials", ROOM_STAFF),
    ("scans", "数字档案", "/desk/scans", ROOM_STAFF),
    ("arrangement", "整理", "/desk/arrangement", ROOM_STAFF),
    ("lost", "不符与查找", "/desk/lost", ROOM_ROLES),
    ("outage", "应急补录", "/desk/outage", ROOM_STAFF),
    ("labels", "标签", "/desk/labels", LABELS),
    ("restrictions", "限制登记", "/desk/restrictions", {Role.HEAD, Role.SECURITY_OFFICER}),
    ("approval", "签批方式", "/desk/approval", OFFICERS),
    ("scan_settings", "数字档案启用", "/desk/scans/settings", OFFICERS),
    ("telegram", "外部渠道", "/desk/telegram", OFFICERS),
    ("calendar", "工作日历", "/desk/calendar", CALENDAR),
    ("log", "日志首签", "/desk/log", LOG),
)
FEW = 5


async def person_with(request: web.Request, roles: frozenset[str]) -> Person:
    """Who asks, if they hold one of these roles; to everyone else there is no such page."""
    who = await person(request)
    if not who.roles & roles:
        raise NotFound
    return who


def desk_shown(request: web.Request, who: Person, place: str) -> dict[str, Any]:
    """The context that every desk page shares."""
    daily, seldom = _links(who, _DAILY), _links(who, _SELDOM)
    if len(daily) + len(seldom) <= FEW:
        daily, seldom = [*daily, *seldom], []
    links = {"desk_links": daily, "desk_more": seldom, "desk_place": place}
    return {**shown(request, who, "desk"), **links}


def _links(who: Person, known: tuple[Any, ...]) -> list[dict[str, str]]:
    return [
        {"id": name, "word": said, "href": href}
        for name, said, href, roles in known
        if who.roles & roles
    ]
