"""Answers (服务的答复): as the real service gives them, good, bad and not at all."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

# How the next call of a method is answered instead.
FLOOD = "429"
BROKEN = "502"
DROPPED = "applied, then the line is cut"
FORBIDDEN = "blocked by the user"
NOT_FOUND = "404"
CONFLICT = "409"
STUCK = "never answered"
SLOW = "answered when it is let go"


def misbehave(how: str, retry_after: int) -> web.Response | None:
    """The bad answer that was put down, if it is one that is given at once."""
    match how:
        case "429":
            more = {"parameters": {"retry_after": retry_after}}
            return refused(429, "Too Many Requests", **more)
        case "502":
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        case "404":
            return refused(404, "Not Found")
        case "409":
            return refused(409, "Conflict: terminated by other getUpdates request")
        case "blocked by the user":
            return refused(403, "Forbidden: bot was blocked by the user")
    return None


async def cut_off(request: web.Request, body: bytes) -> web.StreamResponse:
    """As many bytes are announced as there are; half of them come."""
    answer = web.StreamResponse()
    answer.content_length = len(body)
    await answer.prepare(request)
    await answer.write(body[: len(body) // 2])
    assert request.transport is not None
    request.transport.close()
    return answer


async def read_body(request: web.Request) -> tuple[dict[str, Any], bytes]:
    form = await request.post()
    fields = {k: v for k, v in form.items() if isinstance(v, str)}
    files = [v.file.read() for v in form.values() if isinstance(v, web.FileField)]
    return fields, files[0] if files else b""


def buttons_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    markup = json.loads(body["reply_markup"]) if body.get("reply_markup") else {}
    return [button for row in markup.get("inline_keyboard", []) for button in row]


def ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refused(status: int, description: str, **more: Any) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description, **more}
    return web.json_response(body, status=status)
