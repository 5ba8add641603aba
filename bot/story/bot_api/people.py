"""People with Telegram (用 Telegram 的人): what they write, press and send, and what they see."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shown:
    """A message as it now stands in a chat."""

    chat_id: int
    message_id: int
    text: str
    buttons: list[dict[str, Any]] = field(default_factory=list)
    photo: bytes = b""
    edits: int = 0

    def token_of(self, label: str) -> str:
        """The callback data behind a button."""
        return next(str(b["callback_data"]) for b in self.buttons if b["text"] == label)


class People:
    """`messages` is what they see now, `history` each message as it came and as it was edited."""

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], Shown] = {}
        self.history: deque[Shown] = deque(maxlen=10_000)
        self.pending: list[dict[str, Any]] = []
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._changed = asyncio.Condition()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # -- what people do ------------------------------------------------------------------------

    async def write(self, chat_id: int, text: str, **more: Any) -> dict[str, Any]:
        """Someone writes to the bot."""
        return await self.arrive({"message": {**self._head(chat_id, **more), "text": text}})

    async def press(self, shown: Shown, label: str, user_id: int = 0) -> dict[str, Any]:
        """Someone presses a button under a message."""
        return await self.press_data(shown, shown.token_of(label), user_id)

    async def press_data(self, shown: Shown, data: str, user_id: int = 0) -> dict[str, Any]:
        """As it is sent: by a button's callback data, whether the message has such a button or not."""
        user = self._user(user_id or shown.chat_id)
        query = {
            "id": f"q{next(self._message_ids)}",
            "from": user,
            "chat_instance": "1",
            "data": data,
            "message": {
                **self._head(shown.chat_id),
                "message_id": shown.message_id,
                "text": shown.text,
            },
        }
        return await self.arrive({"callback_query": query})

    async def send_file(self, chat_id: int, what: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Someone sends a file: `{"photo": [...]}`, `{"document": {...}}`, `{"voice": {...}}`."""
        return await self.arrive({"message": {**self._head(chat_id, **more), **what}})

    async def edit(self, update: dict[str, Any], text: str) -> dict[str, Any]:
        """Someone changes what they wrote."""
        return await self.arrive({"edited_message": {**update["message"], "text": text}})

    async def arrive(self, what: dict[str, Any], update_id: int | None = None) -> dict[str, Any]:
        """An update waits to be fetched; it is given as it will be delivered."""
        number = next(self._update_ids) if update_id is None else update_id
        update = {"update_id": number, **what}
        async with self._changed:
            self.pending.append(update)
            self._changed.notify_all()
        return update

    def reset_update_ids(self, to: int) -> None:
        """After a quiet week the ids begin anew, lower than before."""
        self._update_ids = itertools.count(to)

    def _head(self, chat_id: int, **more: Any) -> dict[str, Any]:
        kind = more.pop("kind", "private")
        return {
            "message_id": next(self._message_ids),
            "date": 1_795_000_000,
            "chat": {"id": chat_id, "type": kind, "first_name": "Q"},
            "from": self._user(more.pop("user_id", chat_id)),
            **more,
        }

    @staticmethod
    def _user(user_id: int) -> dict[str, Any]:
        return {"id": user_id, "is_bot": False, "first_name": "Q"}

    # -- what people see -----------------------------------------------------------------------

    def chat(self, chat_id: int) -> list[Shown]:
        """The messages of a chat, oldest first."""
        return [m for (chat, _), m in sorted(self.messages.items()) if chat == chat_id]

    async def until(self, holds: Any, seconds: float = 20) -> Any:
        """The first true answer of `holds()`, looked at whenever something changed."""
        async with asyncio.timeout(seconds), self._changed:
            while not (found := holds()):
                await self._changed.wait()
            return found
