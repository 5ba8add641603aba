"""Uploads in parts (断点续传): one file in quarantine for each, which outlives the process that began it.

A broken line, a restart and another process of the house go on where it stopped. The bytes are
encrypted with the sender's token, of which only a hash is kept: a file that is left lying can be
read by nobody but its sender. It holds a head, then what has arrived; so its length is the offset.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path

from core.files.partial_head import HEAD_BYTES, Head, NoHead
from core.files.quarantine import Quarantine
from core.files.scramble import scrambled
from core.ids import opaque

FOLDER = "parts"
KEPT_FOR = timedelta(hours=1)
MOST_OF_ONE, MOST_IN_ALL = 4, 40
CHUNK = 65536


@dataclass(slots=True)
class Partial:
    """One upload under way: `offset` of `head.size` bytes have arrived."""

    token: str
    head: Head
    file: FileIO
    _key: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._key = hashlib.sha256(b"part of " + self.token.encode()).digest()

    @property
    def offset(self) -> int:
        return max(0, os.fstat(self.file.fileno()).st_size - HEAD_BYTES)

    @property
    def whole(self) -> bool:
        return self.offset >= self.head.size

    def write(self, data: bytes, now: datetime) -> None:
        """Add bytes at the end; never more than were announced."""
        at = self.offset
        left = memoryview(scrambled(data[: self.head.size - at], self._key, at))
        self.file.seek(HEAD_BYTES + at)
        while left:
            left = left[self.file.write(left) or 0 :]
        os.utime(self.file.fileno(), (now.timestamp(), now.timestamp()))

    def settle(self) -> None:
        """Put what has arrived on the disk, before it is acknowledged; blocks for a moment."""
        os.fdatasync(self.file.fileno())

    async def chunks(self) -> AsyncIterator[bytes]:
        """The whole file from its beginning."""
        at = 0
        self.file.seek(HEAD_BYTES)
        while chunk := self.file.read(CHUNK):
            yield scrambled(chunk, self._key, at)
            at += len(chunk)


class PartialUploads:
    """Those of this house, in whichever process they began; few per member, and none for long."""

    def __init__(self, quarantine: Quarantine) -> None:
        self.folder = quarantine.folder / FOLDER
        self.folder.mkdir(mode=0o700, exist_ok=True)

    def begin(self, head: Head, now: datetime) -> str | None:
        """Its token; None where too many are under way. The oldest of one's own gives way first."""
        self.sweep(now)
        under_way = list(self._under_way())
        own = [path for path, other in under_way if other.member_id == head.member_id]
        if len(own) >= MOST_OF_ONE and not self._let_go(min(own, key=_touched)):
            return None
        if len(under_way) - (len(own) >= MOST_OF_ONE) >= MOST_IN_ALL:
            return None
        token = opaque(24)
        with FileIO(self._path(token), "x", opener=_for_us_alone) as file:
            file.write(head.as_bytes())
            os.utime(file.fileno(), (now.timestamp(), now.timestamp()))
        return token

    def offset(self, token: str, member_id: int, now: datetime) -> int | None:
        """How far one's own upload is; None alike for an unknown, a foreign and an old one."""
        with self._opened(token, member_id, now) as found:
            return None if found is None else found.offset

    @contextmanager
    def held(self, token: str, member_id: int, now: datetime) -> Iterator[Partial | None]:
        """As `offset`, to go on with; raises BlockingIOError while another request holds it."""
        with self._opened(token, member_id, now) as found:
            if found is not None:
                fcntl.flock(found.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield found

    def end(self, upload: Partial) -> None:
        """Let go of its bytes."""
        self._path(upload.token).unlink(missing_ok=True)

    def sweep(self, now: datetime) -> int:
        """Remove those that nobody has gone on with for KEPT_FOR; how many there were."""
        before = (now - KEPT_FOR).timestamp()
        old = [path for path in self.folder.iterdir() if _touched(path) < before]
        return sum(self._let_go(path) for path in old)

    @contextmanager
    def _opened(self, token: str, member_id: int, now: datetime) -> Iterator[Partial | None]:
        path = self._path(token)
        try:
            file = FileIO(path, "r+")
        except FileNotFoundError:
            yield None
            return
        with file:
            head = _head_of(file)
            is_old = _touched(path) < (now - KEPT_FOR).timestamp()
            is_own = head is not None and head.member_id == member_id
            yield Partial(token, head, file) if head and is_own and not is_old else None

    def _under_way(self) -> Iterator[tuple[Path, Head]]:
        for path in self.folder.iterdir():
            with suppress(FileNotFoundError), FileIO(path, "r") as file:
                head = _head_of(file)
                if head is not None:
                    yield path, head

    def _let_go(self, path: Path) -> bool:
        """Remove it, unless a request holds it."""
        with suppress(FileNotFoundError, BlockingIOError), FileIO(path, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            return True
        return False

    def _path(self, token: str) -> Path:
        return self.folder / hashlib.sha256(token.encode()).hexdigest()


def _head_of(file: FileIO) -> Head | None:
    try:
        return Head.of_bytes(file.read(HEAD_BYTES) or b"")
    except NoHead:
        return None


def _touched(path: Path) -> float:
    """When bytes last came; one that is gone already is as old as can be."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
