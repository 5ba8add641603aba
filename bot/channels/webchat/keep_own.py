"""Keeping what a member wrote (自己说的话), once per event id, unless it must not be kept."""

from __future__ import annotations

import orjson
from sqlmodel import Session, select

from bot.channels.webchat.chat_message import ChatMessage
from bot.channels.webchat.deliver import next_change
from bot.conversations.screen import looks_private
from core.dispatch import Dispatch
from core.principal import Principal

DROPPED = "（内容未保存）"


async def keep_own(dispatch: Dispatch, principal: Principal, text: str, key: str) -> int | None:
    """Store the text as the member's own bubble; screened before anything is stored."""
    if not text.strip() or principal.member_id is None:
        return None
    member_id, now = principal.member_id, dispatch.clock.now()
    shown = DROPPED if looks_private(text) else text.strip()[:500]

    def keep(session: Session) -> int:
        event_key = f"{member_id}/{key}"
        had = session.exec(select(ChatMessage.id).where(ChatMessage.event_key == event_key)).first()
        if had is not None:
            return had
        message = ChatMessage(
            member_id=member_id,
            kind="mine",
            event_key=event_key,
            body=orjson.dumps({"text": shown}).decode(),
            at=now,
            changed=next_change(session, member_id),
        )
        session.add(message)
        session.flush()
        return message.id or 0

    return await dispatch.work(keep)
