"""Watch one reader (读写器监护): connect, hear its rounds, notice its silence, connect again."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from hardware_bridge.backoff import MOST_SECONDS, Backoff
from hardware_bridge.clock import Clock, in_time
from hardware_bridge.readers.driver import ReaderDriver, ReaderLost
from hardware_bridge.readings import Finding, Presence, Window

PATIENCE_SECONDS = 3.0

T = TypeVar("T")
Record = Callable[[Sequence[Finding], datetime], Awaitable[None]]

_log = logging.getLogger(__name__)


class Watch:
    """Records `reader_online` with the first finished round, and `reader_offline` with its loss.

    A reader that stays silent for `patience_seconds`, connected or not, is lost. Watching ends by
    cancellation; a reader that was online is then recorded as offline.
    """

    def __init__(
        self, reader: ReaderDriver, record: Record, clock: Clock, window: Window | None = None
    ) -> None:
        self._reader = reader
        self._record = record
        self._clock = clock
        self._window = window or Window()
        self._backoff = Backoff()
        self.patience_seconds = PATIENCE_SECONDS

    async def run(self) -> None:
        """For ever: one connection after the other."""
        while True:
            connected_at = self._clock.now().ticks
            try:
                await self._listen()
            except (ReaderLost, TimeoutError) as loss:
                _log.warning("reader lost: %s", str(loss) or "silent")
            # one that flaps is asked ever more rarely
            if self._clock.now().ticks - connected_at > MOST_SECONDS:
                self._backoff.reset()
            await self._clock.sleep(self._backoff.next_seconds())

    async def _listen(self) -> None:
        is_online = False
        presence = Presence(self._window)
        try:
            await self._patiently(self._reader.connect())
            while True:
                readings = await self._patiently(self._reader.next_round())
                findings = presence.hear(readings, self._clock.now().ticks)
                await self._note(findings if is_online else [Finding("reader_online"), *findings])
                is_online = True
        finally:
            if is_online:
                await self._note([Finding("reader_offline")])
            with suppress(ReaderLost, TimeoutError):
                await self._patiently(self._reader.close())

    async def _note(self, findings: Sequence[Finding]) -> None:
        if findings:
            await self._record(findings, self._clock.now().wall)

    async def _patiently(self, work: Coroutine[Any, Any, T]) -> T:
        return await in_time(self._clock, self.patience_seconds, work)
