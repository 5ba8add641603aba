"""Uploads in parts (断点续传): a nameless file per upload; a broken line goes on where it stopped.

Nothing is written down: after a crash of the house nothing of a half upload is left, and the
sender begins anew from byte 0.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BufferedRandom

from core.files.quarantine import Quarantine
from core.ids import opaque

KEPT_FOR = timedelta(hours=1)
MOST_OF_ONE, MOST_IN_ALL = 4, 40
CHUNK = 65536


@dataclass(slots=True)
class Partial:
    """One upload under way: `offset` bytes of `size` have arrived; `about` is what it is for."""

    member_id: int
    about: str
    declared: str
    size: int
    touched_at: datetime
    file: BufferedRandom
    token: str = field(default_factory=lambda: opaque(24))
    offset: int = 0
    busy: bool = False

    def write(self, data: bytes, now: datetime) -> None:
        """Add bytes at the end; never more than were announced."""
        data = data[: self.size - self.offset]
        self.file.seek(self.offset)
        self.file.write(data)
        self.offset += len(data)
        self.touched_at = now

    @property
    def whole(self) -> bool:
        return self.offset >= self.size

    async def chunks(self) -> AsyncIterator[bytes]:
        """The whole file from its beginning."""
        self.file.seek(0)
        while chunk := self.file.read(CHUNK):
            yield chunk


class PartialUploads:
    """Those under way in this process; few per member, and none for long."""

    def __init__(self, quarantine: Quarantine) -> None:
        self.quarantine = quarantine
        self._kept: dict[str, Partial] = {}

    def begin(
        self, member_id: int, about: str, declared: str, size: int, now: datetime
    ) -> Partial | None:
        """None where too many are under way; the oldest of one's own gives way first."""
        self._forget_old(now)
        own = [it for it in self._kept.values() if it.member_id == member_id and not it.busy]
        if len(own) >= MOST_OF_ONE:
            self.end(min(own, key=lambda it: it.touched_at))
        if len(self._kept) >= MOST_IN_ALL:
            return None
        begun = Partial(member_id, about, declared, size, now, self.quarantine.new_file())
        self._kept[begun.token] = begun
        return begun

    def find(self, token: str, member_id: int, now: datetime) -> Partial | None:
        """One's own upload; None alike for an unknown, a foreign and an old one."""
        self._forget_old(now)
        found = self._kept.get(token)
        return found if found is not None and found.member_id == member_id else None

    def end(self, upload: Partial) -> None:
        """Let go of it and of its bytes."""
        self._kept.pop(upload.token, None)
        upload.file.close()

    def close(self) -> None:
        for upload in list(self._kept.values()):
            self.end(upload)

    def _forget_old(self, now: datetime) -> None:
        for upload in [it for it in self._kept.values() if not it.busy]:
            if now - upload.touched_at > KEPT_FOR:
                self.end(upload)
