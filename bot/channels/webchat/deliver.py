"""Delivery to our own chat page: a row per message, one card per case, edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlmodel import Session, col, func, select

from bot.channels.webchat.chat_message import ChatMessage
from bot.channels.webchat.hub import Hub
from bot.conversations.case_reply import case_card
from bot.conversations.reminder_reply import INSIDE, reminder_buttons
from bot.replies.render import render
from core.dispatch import Dispatch
from core.outbox.sending import DeliveryFailed, Leased

NAME = "webchat"


class WebChat:
    """The embedded default channel."""

    name = NAME

    def __init__(self, dispatch: Dispatch, hub: Hub) -> None:
        self.dispatch = dispatch
        self.hub = hub

    async def deliver(self, messages: Sequence[Leased]) -> dict[int, DeliveryFailed | None]:
        """Write what the member will see, then wake their open pages."""
        level = self.dispatch.law.book.disclosure[NAME]
        now = self.dispatch.clock.now()

        def write(session: Session) -> None:
            for message in _latest(messages):
                _write(session, message, level, now)

        await self.dispatch.work(write)
        self.hub.wake(messages[0].member_id)
        return {message.id: None for message in messages}


def _latest(messages: Sequence[Leased]) -> list[Leased]:
    """Of several refreshings of one card only the last is worth drawing."""
    last = {m.about: m.id for m in messages if m.kind == "case_card"}
    return [m for m in messages if m.kind != "case_card" or last[m.about] == m.id]


def _write(session: Session, message: Leased, level: str, now: datetime) -> None:
    if message.kind == "case_card":
        return _write_card(session, message, level, now)
    # Delivered before a crash and not yet marked: the same message is not shown twice (P5).
    event_key = f"outbox/{message.id}"
    if session.exec(select(ChatMessage.id).where(ChatMessage.event_key == event_key)).first():
        return
    body = _body(session, message, now)
    session.add(
        ChatMessage(
            member_id=message.member_id,
            kind="text" if not body["buttons"] else "card",
            event_key=event_key,
            body=orjson.dumps(body).decode(),
            at=now,
            changed=next_change(session, message.member_id),
        )
    )
    session.flush()


def _body(session: Session, message: Leased, now: datetime) -> dict[str, Any]:
    args: dict[str, Any] = dict(message.args)
    if message.kind != "say":
        words = reminder_buttons(session, message.kind, message.member_id, now)
        buttons = [*([INSIDE[message.kind]] if message.kind in INSIDE else []), *words]
        return {"lines": render(message.kind, **args), "buttons": buttons}
    return {"lines": render(args["template"], **args["args"]), "buttons": args["buttons"]}


def _write_card(session: Session, message: Leased, level: str, now: datetime) -> None:
    body = case_card(session, message.about, message.member_id, level, now)
    if body is None:
        return
    kept = session.exec(
        select(ChatMessage).where(
            ChatMessage.member_id == message.member_id,
            ChatMessage.kind == "card",
            ChatMessage.about == message.about,
        )
    ).first()
    if kept is None:
        kept = ChatMessage(
            member_id=message.member_id,
            kind="card",
            about=message.about,
            body="",
            at=now,
            changed=0,
        )
        session.add(kept)
    elif kept.version > body["version"]:
        return
    kept.version = body["version"]
    asked_for = {"again": True} if message.args.get("again") else {}
    kept.body = orjson.dumps(body | asked_for).decode()
    kept.at = now
    kept.changed = next_change(session, message.member_id)
    session.flush()


def next_change(session: Session, member_id: int) -> int:
    """The member's next change number."""
    last = session.exec(
        select(func.max(col(ChatMessage.changed))).where(ChatMessage.member_id == member_id)
    ).one()
    return (last or 0) + 1
