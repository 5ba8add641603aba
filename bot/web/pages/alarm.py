"""The alarm above every page (提醒未运行): for those who would otherwise trust in silence."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlmodel import Session

from bot.house_warnings import reminders_are_silent
from bot.replies.dates import moment
from core.members.member import ROOM_ROLES, Role
from core.reminders.heartbeat import last_beat

TOLD = ROOM_ROLES | {Role.ADMINISTRATOR}


def alarm_for(session: Session, roles: AbstractSet[str], now: datetime) -> str:
    """A sentence while the reminders do not run; empty when they do, or for who need not know."""
    if not roles & TOLD or not reminders_are_silent(session, now):
        return ""
    last = last_beat(session)
    since = f"从 {moment(last)}起" if last else ""
    return (
        f"提醒{since}没有运行，到期提醒和催还可能没有发出。"
        "请照“周一一览”电话催还，并请系统管理员检查后台任务。"
    )
