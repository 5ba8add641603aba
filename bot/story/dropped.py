"""A lost connection (断线): the command goes out, the line breaks before its answer is read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from yarl import URL

from bot.story.person import Person


@asynccontextmanager
async def answer_lost(
    person: Person, name: str, key: str, body: dict[str, Any]
) -> AsyncIterator[None]:
    """Send a command over a socket of its own; at the end the line is cut, the answer unread."""
    url = URL(person.url)
    content = orjson.dumps(body)
    cookies = person.session.cookie_jar.filter_cookies(url)
    head = {
        "Host": f"{url.host}:{url.port}",
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
        "Cookie": "; ".join(f"{cookie.key}={cookie.value}" for cookie in cookies.values()),
        "Idempotency-Key": key,
        **person.headers,
    }
    lines = [f"POST {url.path.rstrip('/')}/api/v1/commands/{name} HTTP/1.1"]
    lines += [f"{field}: {value}" for field, value in head.items()]
    tls = True if url.scheme == "https" else None
    _, writer = await asyncio.open_connection(url.host, url.port, ssl=tls)
    writer.write("\r\n".join([*lines, "", ""]).encode() + content)
    try:
        await writer.drain()
        yield
    finally:
        writer.transport.abort()
