"""Links (办理链接): from a chat to our own page, for what must not be typed into a chat."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, update

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.rows import LinkPurpose, TelegramLink
from core.members.codes import new_token, token_hash

LASTS = timedelta(minutes=10)
PATH = "/link/"


def bind_link(session: Session, what: Arrived, now: datetime) -> str:
    """A link for the second proof of a binding; gives its path."""
    return _make(session, LinkPurpose.BIND, what, now, code_hash=what.token)


def press_link(session: Session, what: Arrived, member_id: int, key: str, now: datetime) -> str:
    """A link for the second check of a press; gives its path."""
    more: dict[str, Any] = {"member_id": member_id, "press": what.token, "key": key}
    return _make(session, LinkPurpose.PRESS, what, now, **more)


def code_link(session: Session, what: Arrived, member_id: int, about: str, now: datetime) -> str:
    """A link to a collection code of this case; gives its path."""
    return _make(session, LinkPurpose.CODE, what, now, member_id=member_id, about=about)


def live_link(session: Session, token: str, now: datetime) -> TelegramLink | None:
    """The link of this token while it may be used; None alike for unknown, used and expired."""
    link = session.get(TelegramLink, token_hash(token))
    return link if link and link.used_at is None and link.expires_at > now else None


def use_link(session: Session, token: str, now: datetime) -> None:
    """It has done what it was for."""
    session.execute(
        update(TelegramLink)
        .where(col(TelegramLink.token_hash) == token_hash(token))
        .values(used_at=now)
    )


def _make(session: Session, purpose: LinkPurpose, what: Arrived, now: datetime, **more: Any) -> str:
    token = new_token()
    session.add(
        TelegramLink(
            token_hash=token_hash(token),
            purpose=purpose,
            address=str(what.chat_id),
            person=str(what.user_id),
            expires_at=now + LASTS,
            **more,
        )
    )
    return PATH + token
