"""A crowd (并发客户): so many clients in a closed loop, each taking the next piece of work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def crowd(work: Iterable[T], clients: int, do: Callable[[int, T], Awaitable[None]]) -> float:
    """Seconds until everything was done; `do` gets the client's number and its piece."""
    left = iter(work)

    async def client(number: int) -> None:
        for piece in left:
            await do(number, piece)

    began = time.perf_counter()
    await asyncio.gather(*(client(number) for number in range(clients)))
    return time.perf_counter() - began
