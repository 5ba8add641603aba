"""A program with a Bearer token, over real HTTP."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp

from core.members.codes import new_token, token_hash
from core.members.proofs import Token
from tests.support.served import Served


class Program:
    """What a member's program can do."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http
        self._keys = itertools.count(1)

    async def command(
        self, name: str, body: Any, *, key: str = "", pin: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Issue a command; gives status and body."""
        headers = {"Idempotency-Key": key or f"key-{next(self._keys)}"}
        if pin:
            headers["X-Danggui-Pin"] = pin
        async with self.http.post(f"/api/v1/commands/{name}", json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, Any]:
        async with self.http.get(path) as answer:
            return answer.status, await answer.json()


@asynccontextmanager
async def program_of(served: Served, member_id: int) -> AsyncIterator[Program]:
    """The member's program, with a fresh token."""
    secret, now = new_token(), served.house.clock.now()
    served.house.keep(
        Token(
            token_hash=token_hash(secret),
            member_id=member_id,
            scope="test",
            created_at=now,
            expires_at=now + timedelta(days=1),
        )
    )
    headers = {"Authorization": f"Bearer {secret}"}
    async with aiohttp.ClientSession(served.url, headers=headers) as http:
        yield Program(http)
