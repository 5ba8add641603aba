"""What every reader can do (读写器接口), whatever it speaks on its wire."""

from collections.abc import Sequence
from typing import Protocol

from hardware_bridge.wire import Reading


class ReaderLost(Exception):
    """The reader cannot be reached, or said that it goes away."""


class ReaderDriver(Protocol):
    """One connection at a time: connect, then one round after the other, then close.

    A finished round, even an empty one, is the proof that the reader lives. A driver whose device
    pushes only reads must make empty rounds from its keep-alives, never from its own timer.
    """

    async def connect(self) -> None:
        """Raises `ReaderLost`; may hang, the caller has a time limit."""
        ...

    async def next_round(self) -> Sequence[Reading]:
        """All reads of one inventory cycle. Raises `ReaderLost`; may hang."""
        ...

    async def close(self) -> None:
        """Let go, also of a half-open connection; harmless when repeated."""
        ...
