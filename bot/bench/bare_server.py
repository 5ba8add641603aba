"""The bare handler (对照服务): aiohttp and one durable insert per request, nothing else.

Run as `python -m bot.bench.bare_server PORT FILE`; what a request costs before any checks.
"""

from __future__ import annotations

import sqlite3
import sys
from itertools import count

from aiohttp import web

from core.database import PRAGMAS


def bare_app(path: str) -> web.Application:
    """`POST /insert` keeps the body and answers after the commit."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, body BLOB)")
    numbers = count(1)

    async def insert(request: web.Request) -> web.Response:
        body = await request.read()
        connection.execute("INSERT INTO kept (body) VALUES (?)", (body,))
        return web.json_response({"number": next(numbers)})

    async def ready(_request: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    app = web.Application()
    app.add_routes([web.post("/insert", insert), web.get("/readyz", ready)])
    return app


def main(port: str, path: str) -> None:
    import uvloop

    uvloop.install()
    web.run_app(bare_app(path), host="127.0.0.1", port=int(port), print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
