"""The far side of Telegram (仿真 Bot API): over real HTTP, and misbehaving as the real one does.

What people see is `messages`; what the bot got away with is `calls`. A misbehaviour is put down with
`next_answers` and used up by the next call of that method.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.story.bot_api.answers import (
    DROPPED,
    SLOW,
    STUCK,
    buttons_of,
    cut_off,
    misbehave,
    ok,
    read_body,
    refused,
)
from bot.story.bot_api.people import People, Shown

# The example of Telegram's own documentation: it opens nothing.
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"  # noqa: S105
BOT_ID = 110201543
LARGEST = 60 * 1024 * 1024


class BotApi(People):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.next_answers: defaultdict[str, deque[str]] = defaultdict(deque)
        self.files: dict[str, bytes] = {}
        self.retry_after = 1
        self.polling = 0
        self.webhook = ""
        self.let_go = asyncio.Event()

    def called(self, method: str) -> list[dict[str, Any]]:
        return [body for name, body in self.calls if name == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body, photo = await read_body(request)
        self.calls.append((method, body))
        await self._tell()
        if request.match_info["token"] != TOKEN:
            return refused(404, "Not Found")
        how = self.next_answers[method].popleft() if self.next_answers[method] else ""
        if how == STUCK:
            await asyncio.Event().wait()
        result = misbehave(how, self.retry_after) or await self._do(method, body, photo)
        if how == DROPPED:
            assert request.transport is not None
            request.transport.close()
        await self._tell()
        return result

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
        return ok(True)

    async def _get_updates(self, body: dict[str, Any]) -> web.Response:
        if self.webhook:
            return refused(409, "Conflict: can't use getUpdates method while webhook is active")
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
            return refused(409, "Conflict: terminated by other getUpdates request")
        return ok(self.pending[: int(body.get("limit", 100))])

    def _send(self, body: dict[str, Any], photo: bytes = b"") -> web.Response:
        if not str(body.get("text", "")).strip() and not photo:
            return refused(400, "Bad Request: message text is empty")
        if len(str(body.get("text", ""))) > 4096:
            return refused(400, "Bad Request: message is too long")
        buttons = buttons_of(body)
        if any(len(b.get("callback_data", "").encode()) > 64 for b in buttons):
            return refused(400, "Bad Request: BUTTON_DATA_INVALID")
        shown = Shown(
            int(body["chat_id"]), next(self._message_ids), str(body.get("text", "")), buttons, photo
        )
        self.messages[shown.chat_id, shown.message_id] = shown
        self.history.append(replace(shown))
        return ok(self._as_message(shown))

    def _edit(self, body: dict[str, Any]) -> web.Response:
        shown = self.messages.get((int(body["chat_id"]), int(body["message_id"])))
        if shown is None:
            return refused(400, "Bad Request: message to edit not found")
        text, buttons = str(body.get("text", "")), buttons_of(body)
        if not text.strip():
            return refused(400, "Bad Request: message text is empty")
        if (text, buttons) == (shown.text, shown.buttons):
            return refused(400, "Bad Request: message is not modified")
        shown.text, shown.buttons = text, buttons
        shown.edits += 1
        self.history.append(replace(shown))
        return ok(self._as_message(shown))

    def _get_file(self, body: dict[str, Any]) -> web.Response:
        file_id = str(body["file_id"])
        if file_id not in self.files:
            return refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file_id])
        if size > 20 * 1024 * 1024:
            return refused(400, "Bad Request: file is too big")
        found = {"file_id": file_id, "file_unique_id": file_id, "file_size": size}
        return ok({**found, "file_path": f"photos/{file_id}"})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes; or half of them, then the line is cut."""
        file_id = request.match_info["path"].removeprefix("photos/")
        self.calls.append(("download", {"file_id": file_id}))
        await self._tell()
        how = self.next_answers["download"].popleft() if self.next_answers["download"] else ""
        if how == STUCK:
            await asyncio.Event().wait()
        if how == SLOW:
            await self.let_go.wait()
        body = self.files.get(file_id) if request.match_info["token"] == TOKEN else None
        if body is None:
            return web.Response(status=404)
        if how == DROPPED:
            return await cut_off(request, body)
        return misbehave(how, self.retry_after) or web.Response(body=body)

    def _as_message(self, shown: Shown) -> dict[str, Any]:
        return {
            "message_id": shown.message_id,
            "date": 1_795_000_000,
            "chat": {"id": shown.chat_id, "type": "private"},
            "text": shown.text,
        }


@asynccontextmanager
async def a_bot_api() -> AsyncIterator[tuple[BotApi, str]]:
    """The service and its address, on a free port of the loopback."""
    api = BotApi()
    app = web.Application(client_max_size=LARGEST)
    app.router.add_post("/bot{token}/{method}", api.answer)
    app.router.add_get("/file/bot{token}/{path:.+}", api.download)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield api, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
