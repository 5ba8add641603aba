"""可以杀的进程 / Processes to be killed or raced, forked from one that has imported everything.

To import the house takes seconds, and every life needs a process of its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.support.forked_from"])


@dataclass(frozen=True, slots=True)
class Life:
    """A process under way, and the end of a pipe on which it speaks and is spoken to."""

    process: BaseProcess
    pipe: Connection

    def end(self, seconds: float = 120) -> int:
        """Wait for its end; gives its exit code, below zero for the signal that killed it."""
        self.process.join(seconds)
        assert self.process.exitcode is not None, "it did not end"
        return self.process.exitcode

    async def ended(self) -> int:
        """The same, while others go on."""
        return await asyncio.to_thread(self.end)


def a_life(work: Callable[..., None], *given: Any) -> Life:
    """Call `work(*given, pipe)` in a process of its own."""
    ours, theirs = _FORKS.Pipe()
    process = _FORKS.Process(target=work, args=(*given, theirs), daemon=True)
    process.start()
    theirs.close()
    return Life(process, ours)
