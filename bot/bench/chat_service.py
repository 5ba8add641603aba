"""The other side of the chat (对照消息服务): a few lines in a process of their own, with their own GIL.

Run as `python -m bot.bench.chat_service PORT`: takes every call and remembers when; `GET /seen` tells.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from aiohttp import web


class Service:
    """Every message: to which chat, and when by `perf_counter`, which a machine's processes share."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, float]] = []

    async def answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        result: Any = True
        if request.match_info["method"] == "sendMessage":
            chat = int(str(form["chat_id"]))
            self.sent.append((chat, time.perf_counter()))
            where = {"id": chat, "type": "private"}
            result = {"message_id": len(self.sent), "date": 1, "chat": where, "text": "x"}
        return web.json_response({"ok": True, "result": result})

    async def seen(self, _request: web.Request) -> web.Response:
        return web.json_response(self.sent)


def main(port: str) -> None:
    import uvloop

    uvloop.install()
    service = Service()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", service.answer)
    app.router.add_get("/seen", service.seen)
    web.run_app(app, host="127.0.0.1", port=int(port), print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
