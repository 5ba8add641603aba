"""The far side of Telegram (仿真 Bot API): over real HTTP, and misbehaving as the real one does.

What people see is `messages`; what the bot got away with is `calls`. A misbehaviour is put down with
`next_answers` and used up by the next call of that method.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
BOT_ID = 110201543

# How the next call of a method is answered instead.
FLOOD = "429"
BROKEN = "502"
DROPPED = "applied, then the line is cut"
FORBIDDEN = "blocked by the user"
NOT_FOUND = "404"
CONFLICT = "409"
STUCK = "never answered"


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


class BotApi:
    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], Shown] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.next_answers: defaultdict[str, deque[str]] = defaultdict(deque)
        self.pending: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.retry_after = 1
        self.polling = 0
        self.webhook = ""
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._changed = asyncio.Condition()

    # -- what people do ------------------------------------------------------------------------

    async def write(self, chat_id: int, text: str, **more: Any) -> dict[str, Any]:
        """Someone writes to the bot."""
        return await self.arrive({"message": {**self._head(chat_id, **more), "text": text}})

    async def press(self, shown: Shown, label: str, user_id: int = 0) -> dict[str, Any]:
        """Someone presses a button under a message."""
        user = self._user(user_id or shown.chat_id)
        query = {
            "id": f"q{next(self._message_ids)}",
            "from": user,
            "chat_instance": "1",
            "data": shown.token_of(label),
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

    def called(self, method: str) -> list[dict[str, Any]]:
        return [body for name, body in self.calls if name == method]

    # -- the interface -------------------------------------------------------------------------

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body, photo = await _body(request)
        self.calls.append((method, body))
        await self._tell()
        if request.match_info["token"] != TOKEN:
            return _error(404, "Not Found")
        how = self.next_answers[method].popleft() if self.next_answers[method] else ""
        if how == STUCK:
            await asyncio.Event().wait()
        result = self._misbehave(how) or await self._do(method, body, photo)
        if how == DROPPED:
            assert request.transport is not None
            request.transport.close()
        await self._tell()
        return result

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _misbehave(self, how: str) -> web.Response | None:
        match how:
            case "429":
                more = {"parameters": {"retry_after": self.retry_after}}
                return _error(429, "Too Many Requests", **more)
            case "502":
                return web.Response(status=502, text="<html>Bad Gateway</html>")
            case "404":
                return _error(404, "Not Found")
            case "409":
                return _error(409, "Conflict: terminated by other getUpdates request")
            case "blocked by the user":
                return _error(403, "Forbidden: bot was blocked by the user")
        return None

    async def _do(self, method: str, body: dict[str, Any], photo: bytes) -> web.Response:
        match method:
            case "getUpdates":
                return await self._get_updates(body)
            case "sendMessage":
                return self._send(body)
            case "sendPhoto":
                return self._send({**body, "text": body.get("caption", "")}, photo)
            case "editMessageText":
                return self._edit(body)
            case "getFile":
                return self._get_file(body)
            case "setWebhook":
                self.webhook = body["url"]
            case "deleteWebhook":
                self.webhook = ""
            case "deleteMessage":
                self.messages.pop((int(body["chat_id"]), int(body["message_id"])), None)
        return _ok(True)

    async def _get_updates(self, body: dict[str, Any]) -> web.Response:
        if self.webhook:
            return _error(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = body.get("offset")
        if offset is not None:
            # Asking with an offset forgets everything before it, whatever the ids mean by then.
            self.pending = [u for u in self.pending if u["update_id"] >= int(offset)]
        # Of two that ask at once the later one is served, and the earlier is told so.
        self.polling += 1
        mine = self.polling
        with suppress(TimeoutError):
            async with asyncio.timeout(float(body.get("timeout") or 0.001)), self._changed:
                while not self.pending and self.polling == mine:
                    await self._changed.wait()
        if self.polling != mine:
            return _error(409, "Conflict: terminated by other getUpdates request")
        return _ok(self.pending[: int(body.get("limit", 100))])

    def _send(self, body: dict[str, Any], photo: bytes = b"") -> web.Response:
        if not str(body.get("text", "")).strip() and not photo:
            return _error(400, "Bad Request: message text is empty")
        if len(str(body.get("text", ""))) > 4096:
            return _error(400, "Bad Request: message is too long")
        buttons = _buttons(body)
        if any(len(b.get("callback_data", "").encode()) > 64 for b in buttons):
            return _error(400, "Bad Request: BUTTON_DATA_INVALID")
        shown = Shown(
            int(body["chat_id"]), next(self._message_ids), str(body.get("text", "")), buttons, photo
        )
        self.messages[shown.chat_id, shown.message_id] = shown
        return _ok(self._as_message(shown))

    def _edit(self, body: dict[str, Any]) -> web.Response:
        shown = self.messages.get((int(body["chat_id"]), int(body["message_id"])))
        if shown is None:
            return _error(400, "Bad Request: message to edit not found")
        text, buttons = str(body.get("text", "")), _buttons(body)
        if not text.strip():
            return _error(400, "Bad Request: message text is empty")
        if (text, buttons) == (shown.text, shown.buttons):
            return _error(400, "Bad Request: message is not modified")
        shown.text, shown.buttons = text, buttons
        shown.edits += 1
        return _ok(self._as_message(shown))

    def _get_file(self, body: dict[str, Any]) -> web.Response:
        file_id = str(body["file_id"])
        if file_id not in self.files:
            return _error(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file_id])
        if size > 20 * 1024 * 1024:
            return _error(400, "Bad Request: file is too big")
        found = {"file_id": file_id, "file_unique_id": file_id, "file_size": size}
        return _ok({**found, "file_path": f"photos/{file_id}"})

    async def download(self, request: web.Request) -> web.Response:
        body = self.files.get(request.match_info["path"].removeprefix("photos/"))
        return web.Response(body=body) if body is not None else web.Response(status=404)

    def _as_message(self, shown: Shown) -> dict[str, Any]:
        return {
            "message_id": shown.message_id,
            "date": 1_795_000_000,
            "chat": {"id": shown.chat_id, "type": "private"},
            "text": shown.text,
        }


async def _body(request: web.Request) -> tuple[dict[str, Any], bytes]:
    form = await request.post()
    fields = {k: v for k, v in form.items() if isinstance(v, str)}
    files = [v.file.read() for v in form.values() if isinstance(v, web.FileField)]
    return fields, files[0] if files else b""


def _buttons(body: dict[str, Any]) -> list[dict[str, Any]]:
    markup = json.loads(body["reply_markup"]) if body.get("reply_markup") else {}
    return [button for row in markup.get("inline_keyboard", []) for button in row]


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _error(status: int, description: str, **more: Any) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description, **more}
    return web.json_response(body, status=status)


@asynccontextmanager
async def a_bot_api() -> AsyncIterator[tuple[BotApi, TestServer]]:
    """The service on a free port of the loopback."""
    api = BotApi()
    app = web.Application(client_max_size=60 * 1024 * 1024)
    app.router.add_post("/bot{token}/{method}", api.answer)
    app.router.add_get("/file/bot{token}/{path:.+}", api.download)
    server = TestServer(app)
    await server.start_server()
    try:
        yield api, server
    finally:
        await server.close()
