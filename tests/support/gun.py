"""扫码枪 / A scanner gun: keys two milliseconds apart, through an input method or another layout too.

Keys are dispatched as the browser gets them from the system: `key` is what the machine makes of it,
`code` the physical key, each with its own time, however busy the machine of the test is.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.async_api import CDPSession, Page

BEHIND_AN_INPUT_METHOD = 229
GAP_S = 0.002
CODES = {"Enter": 13, "NumpadEnter": 13, "Tab": 9}


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


@dataclass(slots=True)
class Gun:
    """One gun on one page; `gap` seconds from key to key."""

    session: CDPSession
    gap: float = GAP_S
    at: float = field(default_factory=time.time)

    async def pull(self, text: str, suffix: str = "Enter") -> None:
        """Type into whatever has the cursor, and end with the suffix."""
        for letter in text:
            await self._key(letter, _physical(letter), text=letter)
        if suffix:
            await self._key(suffix.removeprefix("Numpad"), suffix)

    async def composed(self, text: str, *, into: str) -> None:
        """A pinyin input method is on: it composes the letters and commits Chinese on Enter."""
        for place, letter in enumerate(text, start=1):
            await self._key("Process", _physical(letter), hidden=True)
            seen = {"text": text[:place].lower(), "selectionStart": place, "selectionEnd": place}
            await self.session.send("Input.imeSetComposition", seen)
        await self._key("Process", "Enter", hidden=True)
        await self.session.send("Input.insertText", {"text": into})

    async def mislaid(self, text: str) -> None:
        """Another layout, with Shift stuck: the same keys say something else."""
        for letter in text:
            said = "!" if letter.isdigit() else "ж"
            await self._key(said, _physical(letter), text=said)
        await self._key("Enter", "Enter")

    async def _key(self, key: str, code: str, text: str = "", hidden: bool = False) -> None:
        self.at += self.gap
        virtual = BEHIND_AN_INPUT_METHOD if hidden else CODES.get(code, ord(code[-1]))
        event = {"key": key, "code": code, "windowsVirtualKeyCode": virtual, "timestamp": self.at}
        sent = text or ("\r" if key == "Enter" else "")
        down = {"type": "keyDown" if sent else "rawKeyDown", "text": sent}
        await self.session.send("Input.dispatchKeyEvent", {**event, **down})
        await self.session.send("Input.dispatchKeyEvent", {**event, "type": "keyUp"})


async def gun_on(page: Page, gap: float = GAP_S) -> Gun:
    return Gun(await page.context.new_cdp_session(page), gap)


def _physical(letter: str) -> str:
    return f"Digit{letter}" if letter.isdigit() else f"Key{letter.upper()}"
