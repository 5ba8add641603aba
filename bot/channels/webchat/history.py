"""What a member's chat holds (聊天记录), as events of the page and of programs."""

from __future__ import annotations

from typing import Any

import orjson
from sqlmodel import Session, col, select

from bot.channels.webchat.chat_message import ChatMessage

MOST = 60


def after(session: Session, member_id: int, changed: int) -> list[ChatMessage]:
    """New and edited messages after this change number, in order."""
    return list(
        session.exec(
            select(ChatMessage)
            .where(ChatMessage.member_id == member_id, col(ChatMessage.changed) > changed)
            .order_by(col(ChatMessage.changed))
            .limit(MOST)
        ).all()
    )


def recent(session: Session, member_id: int) -> list[ChatMessage]:
    """The latest messages, oldest first."""
    rows = session.exec(
        select(ChatMessage)
        .where(ChatMessage.member_id == member_id)
        .order_by(col(ChatMessage.changed).desc())
        .limit(MOST)
    ).all()
    return list(reversed(rows))


def as_event(message: ChatMessage) -> tuple[str, dict[str, Any]]:
    """`message` or `card`, with the fields of the chat interface."""
    body = orjson.loads(message.body)
    at = message.at.isoformat()
    if message.kind == "card":
        return "card", {
            "id": str(message.id),
            "case": body.get("case", ""),
            "ref": body.get("ref", ""),
            "state": body.get("state", ""),
            "lines": body["lines"],
            "buttons": body["buttons"],
            # Asked for once more: the page shows it at the end, and not where it stood.
            **({"again": True} if body.get("again") else {}),
            "at": at,
        }
    mine = message.kind == "mine"
    text = body["text"] if mine else "\n".join(body["lines"])
    event = {"id": str(message.id), "mine": mine, "text": text, "at": at}
    return "message", event | ({"key": message.event_key or ""} if mine else {})
