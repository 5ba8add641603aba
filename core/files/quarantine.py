"""Quarantine (隔离区): where bytes wait before they are judged, in files without a name.

A nameless file (O_TMPFILE) is gone with the process that holds it, even after kill -9.
"""

from __future__ import annotations

import errno
import os
import tempfile
from io import BufferedRandom
from pathlib import Path

PREFIX = "intake-"
# File systems without O_TMPFILE (overlay, NFS, old kernels) answer with one of these.
NOT_OFFERED = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL})


class Quarantine:
    """A folder of nameless files, readable by the service only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def new_file(self) -> BufferedRandom:
        """An empty nameless file to read and write; closing it removes it."""
        return os.fdopen(self._nameless() or self._unlinked(), "w+b")

    def sweep(self) -> int:
        """Remove what a crash between naming and unlinking may have left; how many there were."""
        leftovers = list(self.folder.glob(f"{PREFIX}*"))
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)
        return len(leftovers)

    def _nameless(self) -> int | None:
        flag = getattr(os, "O_TMPFILE", None)
        if flag is None:
            return None
        try:
            return os.open(self.folder, flag | os.O_RDWR | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except OSError as failure:
            if failure.errno in NOT_OFFERED:
                return None
            raise

    def _unlinked(self) -> int:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=self.folder)
        os.unlink(name)
        return descriptor
