"""What a phone shows (手机屏幕): messages of a Telegram chat as events of a story's screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.replies.words import word, words
from bot.story.bot_api import Shown
from bot.story.screen import Event, Screen

_CARD = re.compile(r"环节：([^　\n]+)")


def _states() -> dict[str, tuple[str, ...]]:
    """What a card says of its stage, and the states that are said so."""
    to_fetch = word("waiting_for", "make_ready")
    found: dict[str, tuple[str, ...]] = {to_fetch: ("room_reviewed",)}
    for said in (words("waiting_for"), words("state")):
        for state, text in said.items():
            found[text] = (*found.get(text, ()), state)
    return found


STATES = _states()


class TelegramScreen(Screen):
    """Cards name no reference: `ref_of` gives it for a case number, once it is known."""

    def __init__(self, ref_of: Callable[[str], str]) -> None:
        super().__init__()
        self._ref_of = ref_of

    async def show_message(self, shown: Shown) -> None:
        await self.show(event_of(shown))

    async def until(self, fits: Callable[[Event], bool], since: int, what: str) -> Event:
        def fits_named(event: Event) -> bool:
            self._name(event)
            return fits(event)

        return await super().until(fits_named, since, what)

    def latest_card(self, ref: str) -> Event | None:
        for event in self.events:
            self._name(event)
        return super().latest_card(ref)

    def _name(self, event: Event) -> None:
        if event.get("case") and not event.get("ref"):
            event["ref"] = self._ref_of(event["case"])


def event_of(shown: Shown) -> Event:
    """A card with its case and the states it may show, or a text; an edit of a text is no reply."""
    lines = shown.text.split("\n")
    stage = _CARD.match(lines[1]) if len(lines) > 1 else None
    event: dict[str, Any] = {"text": shown.text, "buttons": [_button(it) for it in shown.buttons]}
    event |= {"message": shown, "fresh": not shown.edits, "mine": bool(shown.edits)}
    if stage is not None:
        states = STATES.get(stage[1], ("",))
        event |= {"case": lines[0], "mine": False, "state": states[0], "states": states}
    return event


def _button(it: dict[str, Any]) -> dict[str, str]:
    return {"label": str(it["text"]), "token": str(it.get("callback_data", "")).removeprefix("b:")}
