"""The limiter (限速): one message a second per chat, thirty overall, and what a 429 asks for.

Slots are handed out at the moment of asking and never taken back, so that waiting tasks need no
lock; times are the loop's own.
"""

from __future__ import annotations

import asyncio

PER_CHAT_S = 1.0
OVERALL_S = 1 / 30


class Limiter:
    def __init__(self, per_chat: float = PER_CHAT_S, overall: float = OVERALL_S) -> None:
        self.per_chat, self.overall = per_chat, overall
        self._next_of_chat: dict[int, float] = {}
        self._next = 0.0

    async def wait(self, chat_id: int) -> None:
        """Until this chat and the whole may have another message."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next, self._next_of_chat.get(chat_id, 0.0))
        self._next = max(now, self._next) + self.overall
        self._next_of_chat[chat_id] = at + self.per_chat
        self._forget(now)
        if at > now:
            await asyncio.sleep(at - now)

    def hold_off(self, chat_id: int, seconds: float) -> None:
        """A 429 for this chat: nothing more to it until then; others go on."""
        until = asyncio.get_running_loop().time() + seconds
        self._next_of_chat[chat_id] = max(until, self._next_of_chat.get(chat_id, 0.0))

    def rest_of(self, chat_id: int) -> float:
        """Seconds until this chat may have another message, but for the overall rate."""
        return self._next_of_chat.get(chat_id, 0.0) - asyncio.get_running_loop().time()

    def _forget(self, now: float) -> None:
        if len(self._next_of_chat) > 10_000:
            self._next_of_chat = {c: at for c, at in self._next_of_chat.items() if at > now}
