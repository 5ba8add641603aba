"""The load (负载): keep-alive HTTP/1.1 by bare streams, so that the generator stays out of the way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.bench.crowd import crowd


@dataclass(frozen=True, slots=True)
class Post:
    """One request: its path, headers of its own, and a JSON body."""

    path: str
    headers: dict[str, str]
    body: bytes
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a round gave: answers a second, the 50th and 95th percentile in milliseconds."""

    per_s: float
    p50_ms: float
    p95_ms: float


class NotAnswered(RuntimeError):
    """An answer was not 200: nothing was measured."""


async def fire(port: int, posts: Sequence[Post], tokens: Sequence[str]) -> Answered:
    """Send every post once, a client with a connection of its own per token."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in tokens]
    took: list[float] = []

    async def do(client: int, post: Post) -> None:
        reader, writer = lines[client]
        began = time.perf_counter()
        writer.write(_bytes_of(post, tokens[client]))
        await _demand_ok(reader)
        took.append(time.perf_counter() - began)

    seconds = await crowd(posts, len(tokens), do)
    for _, writer in lines:
        writer.close()
    took.sort()
    return Answered(len(took) / seconds, _percentile(took, 0.50), _percentile(took, 0.95))


def _bytes_of(post: Post, token: str) -> bytes:
    headers = {
        "Host": "127.0.0.1",
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Content-Length": str(len(post.body)),
        **post.headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{post.method} {post.path} HTTP/1.1\r\n{head}\r\n".encode() + post.body


async def _demand_ok(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
    body = await reader.readexactly(int(fields["content-length"]))
    if " 200 " not in head[:16]:
        raise NotAnswered(f"{head[:16]} {body[:200]!r}")


def _percentile(ordered: Sequence[float], share: float) -> float:
    return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]
