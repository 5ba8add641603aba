"""What a reminder offers (提醒下的按钮): words that are as good as typed, today and in a week."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.conversations.button import Button
from core.ids import opaque

KINDS = "remind_"
OFFERS = ("在借档案", "提醒设置")
OF_LISTS = ("办理进度", "提醒设置")
LISTS = ("remind_hand_in", "remind_inspect")
OF_GAPS = ("报送材料", "本周不再提醒", "提醒设置")
GAPS = "remind_gap_week"
# Our own page stands beside our own chat; other channels are outside and get no address.
INSIDE = {GAPS: {"label": "到内网查看", "href": "/desk/gaps"}}


def reminder_buttons(
    session: Session, kind: str, member_id: int, now: datetime
) -> list[dict[str, str]]:
    """Buttons under a reminder; none under any other message."""
    if not kind.startswith(KINDS):
        return []
    offers = OF_GAPS if kind == GAPS else OF_LISTS if kind in LISTS else OFFERS
    return [_word(session, label, member_id, now) for label in offers]


def _word(session: Session, label: str, member_id: int, now: datetime) -> dict[str, str]:
    token = opaque(20)
    session.add(
        Button(
            token=token, member_id=member_id, verb="word", about=label, seen_version=0, made_at=now
        )
    )
    return {"token": token, "label": label}
