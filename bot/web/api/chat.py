"""Chat for programs and for our page: messages in, events out (SSE)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from bot.channels.webchat.chat_message import ChatMessage
from bot.channels.webchat.collection import show_code
from bot.channels.webchat.deliver import NAME
from bot.channels.webchat.history import after, as_event
from bot.channels.webchat.hub import Hub, Watcher
from bot.channels.webchat.keep_own import keep_own
from bot.web.access import SIGNED, admits
from bot.web.answers import error_answer, json_answer, outcome_answer
from bot.web.bodies import BadBody, idempotency_key, read_json
from bot.web.keys import DISPATCH, HUB, PRINCIPAL
from bot.web.second_check import issue
from core.dispatch import Dispatch
from core.inbox.inbound import Inbound

HEARTBEAT = 15.0
LOOK_EVERY = 2.0


class ChatIn(BaseModel):
    """`{text}` or `{press, pin?}`."""

    model_config = ConfigDict(extra="forbid")
    text: str | None = Field(default=None, max_length=2000)
    press: str | None = Field(default=None, max_length=40)
    pin: str = Field(default="", max_length=12)


@admits(SIGNED)
async def post_message(request: web.Request) -> web.Response:
    """Take a message or a press; the replies come as events."""
    body = await read_json(request, ChatIn)
    if (body.text is None) == (body.press is None):
        raise BadBody("bad_value", "text")
    key = idempotency_key(request)
    kept = await keep_own(request.app[DISPATCH], request[PRINCIPAL], body.text or "", key)
    request.app[HUB].wake(request[PRINCIPAL].member_id or 0)
    return await take(request, body, key, kept)


async def take(request: web.Request, body: ChatIn, key: str, kept: int | None) -> web.Response:
    """Hand the message to the conversation."""
    kind = "press" if body.press is not None else "text"
    inbound = Inbound(channel=NAME, kind=kind, text=body.text or "", token=body.press or "")
    outcome = await issue(request, inbound, key, body.pin)
    if isinstance(outcome, web.Response):
        return _pin_again(outcome, body)
    if outcome.code == "second_check_needed":
        return json_answer({"second_check": _sheet(body.press or "")})
    if not outcome.done:
        return outcome_answer(outcome)
    answer: dict[str, Any] = {"id": str(kept)} if kept else {}
    fleeting = outcome.data.get("ephemeral")
    if fleeting and not outcome.repeated:
        ticket = await show_code(request.app[DISPATCH], request[PRINCIPAL], fleeting)
        if ticket is None:
            return error_answer("impossible_step")
        request.app[HUB].show(request[PRINCIPAL].member_id or 0, ticket)
        answer["ticket"] = ticket
    return json_answer(answer)


def _sheet(token: str, message: str = "") -> dict[str, str]:
    return {"token": token, "label": "确认", "action": "请输入六位办理密码，确认由您本人办理。"}


def _pin_again(refused: web.Response, body: ChatIn) -> web.Response:
    """A wrong PIN asks again on the same sheet; a locked one is refused."""
    assert isinstance(refused.body, bytes)
    error = orjson.loads(refused.body)
    if error["code"] != "wrong_pin":
        return refused
    message = f"{error['message']}（还可试 {error['tries_left']} 次）"
    return json_answer({"second_check": _sheet(body.press or ""), "message": message})


@admits(SIGNED)
async def get_events(request: web.Request) -> web.StreamResponse:
    """Events after `Last-Event-ID`, then whatever comes, until the page goes or the house closes."""
    last = request.headers.get("Last-Event-ID") or request.query.get("last_event_id") or "0"
    if not last.isdigit() or len(last) > 12:
        raise BadBody("bad_value", "last_event_id")
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    member_id, hub = request[PRINCIPAL].member_id or 0, request.app[HUB]
    watcher = hub.watch(member_id)
    try:
        with suppress(ConnectionResetError):
            await _follow(response, request.app[DISPATCH], hub, watcher, member_id, int(last))
    finally:
        hub.leave(member_id, watcher)
    return response


async def _follow(
    response: web.StreamResponse,
    dispatch: Dispatch,
    hub: Hub,
    watcher: Watcher,
    member_id: int,
    last: int,
) -> None:
    await response.write(b"retry: 2000\n\n")
    quiet = 0.0
    while not hub.closing.is_set():
        watcher.bell.clear()
        since = last
        found = await dispatch.ask(lambda session: after(session, member_id, since))  # noqa: B023
        for message in found:
            last = message.changed
            await response.write(_sse(message))
        while watcher.fleeting:
            await response.write(_event("card", watcher.fleeting.pop(0)))
        if found:
            continue
        try:
            async with asyncio.timeout(LOOK_EVERY):
                await watcher.bell.wait()
        except TimeoutError:
            quiet += LOOK_EVERY
            if quiet >= HEARTBEAT:
                quiet = 0.0
                await response.write(b": here\n\n")


def _sse(message: ChatMessage) -> bytes:
    kind, event = as_event(message)
    return b"id: %d\n" % message.changed + _event(kind, event)


def _event(kind: str, event: dict[str, Any]) -> bytes:
    return b"event: " + kind.encode() + b"\ndata: " + orjson.dumps(event) + b"\n\n"
