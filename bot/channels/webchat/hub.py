"""The hub (在线页面): wakes a member's open chat pages, and shows what must never be stored."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any


class Watcher:
    """One open page: a bell, and events that go to the screen only."""

    def __init__(self) -> None:
        self.bell = asyncio.Event()
        self.fleeting: list[dict[str, Any]] = []


class Hub:
    def __init__(self) -> None:
        self._watchers: defaultdict[int, set[Watcher]] = defaultdict(set)
        self.closing = asyncio.Event()

    def watch(self, member_id: int) -> Watcher:
        watcher = Watcher()
        self._watchers[member_id].add(watcher)
        return watcher

    def leave(self, member_id: int, watcher: Watcher) -> None:
        self._watchers[member_id].discard(watcher)
        if not self._watchers[member_id]:
            del self._watchers[member_id]

    def wake(self, member_id: int) -> None:
        """Something was written for this member."""
        for watcher in self._watchers.get(member_id, ()):
            watcher.bell.set()

    def show(self, member_id: int, event: dict[str, Any]) -> None:
        """Show an event on the open pages without keeping it anywhere (取档码)."""
        for watcher in self._watchers.get(member_id, ()):
            watcher.fleeting.append(event)
            watcher.bell.set()

    def close(self) -> None:
        """The house is closing: every stream ends at once."""
        self.closing.set()
        for watchers in self._watchers.values():
            for watcher in watchers:
                watcher.bell.set()
