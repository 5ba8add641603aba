"""Drawing (排版): lines and buttons of a reply or card as a Telegram message, at the channel's level."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

LONGEST = 4000  # Telegram takes 4096 characters
BUTTONS_IN_A_ROW = 2
# Words that need the inside page, since a form or list names people.
INSIDE = "（内网）"


@dataclass(frozen=True, slots=True)
class Drawn:
    text: str
    keyboard: InlineKeyboardMarkup | None

    @property
    def digest(self) -> str:
        """Alike for what looks alike; tokens of buttons differ each time and do not count."""
        labels = (
            [b.text for row in self.keyboard.inline_keyboard for b in row] if self.keyboard else []
        )
        return hashlib.sha256("\0".join([self.text, *labels]).encode()).hexdigest()


def drawn(
    lines: Sequence[str], buttons: Sequence[dict[str, str]], public_url: str, title: str = ""
) -> Drawn:
    """Plain text, never markup: what people typed cannot become a link."""
    text = "\n".join([title, *lines] if title else lines)[:LONGEST] or "—"
    made = [_button(each, public_url) for each in buttons]
    kept = [each for each in made if each is not None]
    rows = [kept[at : at + BUTTONS_IN_A_ROW] for at in range(0, len(kept), BUTTONS_IN_A_ROW)]
    return Drawn(text, InlineKeyboardMarkup(rows) if rows else None)


def _button(it: dict[str, str], public_url: str) -> InlineKeyboardButton | None:
    """A press by its opaque token; a page by its address, where phones may open ours.

    With `app` it opens inside Telegram: a bound chat is always private, as that needs.
    """
    if it.get("token"):
        return InlineKeyboardButton(it["label"], callback_data=f"b:{it['token']}")
    if it.get("href") and public_url.startswith("https://"):
        address = public_url.rstrip("/") + it["href"]
        if it.get("app"):
            return InlineKeyboardButton(it["label"] + INSIDE, web_app=WebAppInfo(address))
        return InlineKeyboardButton(it["label"] + INSIDE, url=address)
    return None
