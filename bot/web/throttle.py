"""Throttle (限速): an address that keeps guessing at the doors has to wait.

PINs lock by member in the database; this only slows down whoever tries many members or codes.
"""

from __future__ import annotations

from collections import OrderedDict

WINDOW_SECONDS = 900.0
MOST_MISSES = 30
MOST_ADDRESSES = 10_000


class Throttle:
    """Misses per address within the last quarter of an hour, in memory."""

    def __init__(self) -> None:
        self._misses: OrderedDict[str, list[float]] = OrderedDict()

    def must_wait(self, address: str, now: float) -> bool:
        """Whether this address has used up its guesses."""
        return len(self._recent(address, now)) >= MOST_MISSES

    def missed(self, address: str, now: float) -> None:
        """Count a wrong PIN or code."""
        self._misses[address] = [*self._recent(address, now), now]
        self._misses.move_to_end(address)
        while len(self._misses) > MOST_ADDRESSES:
            self._misses.popitem(last=False)

    def _recent(self, address: str, now: float) -> list[float]:
        return [at for at in self._misses.get(address, ()) if now - at < WINDOW_SECONDS]
