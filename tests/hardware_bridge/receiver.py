"""A receiver of bridge events that misbehaves when told to (会出错的接收端), over real HTTP."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web
from aiohttp.test_utils import TestServer

from hardware_bridge.signature import Call, claim, verify
from hardware_bridge.wire import EVENTS_PATH, Batch, BatchAnswer, BridgeEvent, EventAnswer

KEY = bytes(range(32))
DEVICE = "desk-1"

FATES = ("fine", "dropped", "lost", "half", "gibberish", "mute", "500", "503", "429", "401", "404")


class Receiver:
    """Applies each event once, in the order of arrival; `fates` says how each call goes."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.url = ""
        self.fates: deque[str] = deque()
        self.retry_after: str | None = None
        self.rejects: dict[str, str] = {}
        self.applied: list[BridgeEvent] = []
        self.refused: set[str] = set()
        self.results: list[str] = []
        self.calls = 0
        self.nonces: set[str] = set()
        self._changed = asyncio.Condition()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what the receiver has seen; 20 s of real time are a failure."""
        async with self._changed, asyncio.timeout(20):
            await self._changed.wait_for(condition)

    async def events(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self._check_signature(request, body)
        fate = self.fates.popleft() if self.fates else "fine"
        self.calls += 1
        response = self._answer(request, Batch.model_validate_json(body), fate)
        async with self._changed:
            self._changed.notify_all()
        return response

    def _check_signature(self, request: web.Request, body: bytes) -> None:
        call = Call(request.method, request.rel_url.raw_path, body)
        claimed = claim(request.headers)
        verify(call, claimed, [KEY], self._now())
        assert claimed.nonce not in self.nonces
        self.nonces.add(claimed.nonce)

    def _answer(self, request: web.Request, batch: Batch, fate: str) -> web.StreamResponse:
        if fate.isdigit():
            headers = {"Retry-After": self.retry_after} if self.retry_after else {}
            return web.Response(status=int(fate), headers=headers)
        if fate == "dropped":
            return _hang_up(request)
        if any(
            event.tag in self.rejects and self.rejects[event.tag] == "422" for event in batch.events
        ):
            return web.Response(status=422)
        answers = [self._take(event) for event in batch.events]
        if fate == "lost":
            return _hang_up(request)
        if fate == "gibberish":
            return web.Response(text="<html>a proxy speaks</html>")
        shown = {"half": answers[: len(answers) // 2], "mute": []}.get(fate, answers)
        self.results += [answer.result for answer in shown]
        return web.Response(text=BatchAnswer(answers=shown).model_dump_json())

    def _take(self, event: BridgeEvent) -> EventAnswer:
        if event.tag in self.rejects:
            self.refused.add(event.id)
            return EventAnswer(id=event.id, result="rejected", reason=self.rejects[event.tag])
        if event.id in {known.id for known in self.applied}:
            return EventAnswer(id=event.id, result="duplicate")
        self.applied.append(event)
        return EventAnswer(id=event.id, result="accepted")


def _hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def serving(now: Callable[[], datetime]) -> AsyncIterator[Receiver]:
    """A receiver on a loopback port of its own."""
    receiver = Receiver(now)
    app = web.Application()
    app.router.add_post(EVENTS_PATH, receiver.events)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/"))
        yield receiver
