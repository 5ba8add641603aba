"""A chat for tests: people say things and press buttons, the sender delivers what comes of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import orjson
from sqlmodel import Session, col, select

from bot.channels.webchat.chat_message import ChatMessage
from bot.channels.webchat.deliver import NAME, WebChat
from bot.channels.webchat.hub import Hub
from bot.conversations import turn  # noqa: F401 — declares the conversation
from bot.sender import Sender
from core.inbox.inbound import Inbound
from core.outcome import Outcome
from core.principal import Principal, Proof
from tests.support.house import House


@dataclass(frozen=True, slots=True)
class Shown:
    """What a member sees: a text or a card."""

    about: str
    state: str
    lines: list[str]
    buttons: dict[str, str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Chat:
    """The embedded chat over a house."""

    def __init__(self, house: House, *, first_key: int = 1) -> None:
        self.house = house
        self.hub = Hub()
        self.sender = Sender(house.dispatch, {NAME: WebChat(house.dispatch, self.hub)})
        self._keys = itertools.count(first_key)

    async def say(self, who: int, text: str) -> Shown:
        """Say something; gives the last thing shown in answer."""
        await self._turn(who, Inbound(channel=NAME, kind="text", text=text))
        return await self.last(who)

    async def press(self, who: int, token: str, *, proven: bool = False) -> Outcome:
        """Press a button by token; with `proven` the PIN is typed when asked for."""
        inbound = Inbound(channel=NAME, kind="press", token=token)
        outcome = await self._turn(who, inbound)
        if proven and outcome.code == "second_check_needed":
            proof = Proof(who, str(outcome.data["bound_to"]), self.house.clock.now())
            outcome = await self._turn(who, inbound, proof)
        return outcome

    async def choose(self, who: int, label: str) -> Shown:
        """Press the button with this label on the last thing shown."""
        await self.press(who, (await self.last(who)).buttons[label])
        return await self.last(who)

    async def last(self, who: int) -> Shown:
        await self.deliver()
        return self.all(who)[-1]

    async def card(self, who: int, ref: str) -> Shown:
        """The member's copy of a case's card."""
        await self.deliver()
        return next(shown for shown in self.all(who) if shown.about == ref)

    async def deliver(self) -> None:
        while await self.sender.send_due():
            pass

    def all(self, who: int) -> list[Shown]:
        with self.house.database.reading() as session:
            return [_shown(message) for message in _messages(session, who)]

    async def _turn(self, who: int, inbound: Inbound, proof: Proof | None = None) -> Outcome:
        principal = Principal.member(who, NAME, proof)
        outcome = await self.house.dispatch(principal, inbound, f"turn-{next(self._keys)}")
        await self.deliver()
        return outcome


def _messages(session: Session, who: int) -> list[ChatMessage]:
    return list(
        session.exec(
            select(ChatMessage)
            .where(ChatMessage.member_id == who)
            .order_by(col(ChatMessage.changed))
        ).all()
    )


def _shown(message: ChatMessage) -> Shown:
    body: dict[str, Any] = orjson.loads(message.body)
    buttons = {b["label"]: b.get("href") or b["token"] for b in body.get("buttons", [])}
    lines = body.get("lines") or [body.get("text", "")]
    return Shown(message.about, body.get("state", ""), lines, buttons)
