"""A simulated desk reader (模拟读写器): one antenna, in this process, on the clock it is given.

It behaves well until asked otherwise: missed reads, doubled reports, a ghost read once, a silent
freeze, a pulled plug.
"""

import asyncio
from collections import deque

from hardware_bridge.clock import Clock
from hardware_bridge.readers.driver import ReaderLost
from hardware_bridge.wire import Reading

ANTENNA = 1
RSSI_DBM = -52


class SimulatedReader:
    """A `ReaderDriver` whose tags are laid down and lifted by calls."""

    def __init__(self, clock: Clock, round_seconds: float = 0.1) -> None:
        self._clock = clock
        self._round_seconds = round_seconds
        self._lying: dict[str, Reading] = {}
        self._ghosts: deque[Reading] = deque()
        self._rounds_to_miss = 0
        self._reports_per_read = 1
        self._is_plugged_in = True
        self._awake = asyncio.Event()
        self._awake.set()

    @property
    def lying(self) -> tuple[str, ...]:
        """The tags on the desk, in the order in which they were laid down."""
        return tuple(self._lying)

    def place(self, tag: str) -> None:
        """Lay a tag down. Raises pydantic's ValidationError unless it is an EPC in upper hex."""
        self._lying[tag] = _read(tag)

    def lift(self, tag: str) -> None:
        """Take a tag away; one that is not there stays away."""
        self._lying.pop(tag, None)

    def miss(self, rounds: int) -> None:
        """Hear nothing in the next rounds, although alive."""
        self._rounds_to_miss = rounds

    def stutter(self, reports_per_read: int) -> None:
        """Report each read that many times; 1 is good behaviour."""
        self._reports_per_read = reports_per_read

    def ghost(self, tag: str) -> None:
        """Hear a tag that is not there, in one round."""
        self._ghosts.append(_read(tag))

    def freeze(self) -> None:
        """Stay connected and say nothing more."""
        self._awake.clear()

    def thaw(self) -> None:
        """Wake from a freeze."""
        self._awake.set()

    def unplug(self) -> None:
        """Drop the connection and refuse new ones."""
        self._is_plugged_in = False

    def plug_in(self) -> None:
        """Accept connections again."""
        self._is_plugged_in = True

    async def connect(self) -> None:
        """See `ReaderDriver`."""
        await self._answer()

    async def next_round(self) -> list[Reading]:
        """See `ReaderDriver`."""
        await self._clock.sleep(self._round_seconds)
        await self._answer()
        return self._heard() * self._reports_per_read

    async def close(self) -> None:
        """See `ReaderDriver`."""

    async def _answer(self) -> None:
        await self._awake.wait()
        if not self._is_plugged_in:
            raise ReaderLost("the simulated reader is unplugged")

    def _heard(self) -> list[Reading]:
        ghosts = [self._ghosts.popleft()] if self._ghosts else []
        if self._rounds_to_miss:
            self._rounds_to_miss -= 1
            return ghosts
        return [*self._lying.values(), *ghosts]


def _read(tag: str) -> Reading:
    return Reading(tag=tag, antenna=ANTENNA, rssi_dbm=RSSI_DBM)
