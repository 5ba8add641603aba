"""The screen (对话屏幕): what a person's chat has shown so far, and waiting for what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.replies.words import word

Event = dict[str, Any]
PATIENCE_SECONDS = 15


class NotShown(Exception):
    """What should have appeared did not, within the patience of a person."""


class Screen:
    """Events in the order in which they came."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._came = asyncio.Condition()

    @property
    def mark(self) -> int:
        """How many there are; pass it to `until` to wait for later ones only."""
        return len(self.events)

    async def show(self, event: Event) -> None:
        async with self._came:
            self.events.append(event)
            self._came.notify_all()

    async def look_again(self) -> None:
        """Something that an event is judged by has changed."""
        async with self._came:
            self._came.notify_all()

    async def until(self, fits: Callable[[Event], bool], since: int, what: str) -> Event:
        """The first event from `since` on that fits. Raises NotShown."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._came:
                while True:
                    for event in self.events[since:]:
                        if fits(event):
                            return event
                    await self._came.wait()
        except TimeoutError:
            raise NotShown(what) from None

    def latest_card(self, ref: str) -> Event | None:
        """A case's card as it is now: later events edit the earlier ones in place."""
        cards = [e for e in self.events if e.get("ref") == ref and "code" not in e]
        return cards[-1] if cards else None


def is_reply(event: Event) -> bool:
    """Something said to the person, neither their own words nor the card of a case."""
    return not (event.get("mine") or event.get("ref") or event.get("case"))


def in_state(event: Event, ref: str, state: str) -> bool:
    """Whether it is this case's card, showing this state; a phone's card may show one of several."""
    return event.get("ref") == ref and state in event.get("states", (event.get("state"),))


def words_of(event: Event) -> str:
    """What it says, in one piece."""
    return str(event.get("text") or "\n".join(event.get("lines", [])))


def token_of(event: Event, label: str) -> str:
    """The token of the button with this label; '' where there is none."""
    for button in event.get("buttons", []):
        if button["label"] == label and button["token"]:
            return str(button["token"])
    return ""


def shown_on(card: Event) -> str:
    """The state that a card shows, in the words that people read."""
    return f"卡片：{word('state', card['state'])}"
