"""A bucket in memory that speaks as much of S3 over HTTP as the blob store asks for.

It stands in for a real server, which the test environment does not have: it checks neither
signatures nor anything else that the store does not use.
"""

from __future__ import annotations

import re

from aiohttp import web

LISTING = """<?xml version="1.0"?><ListBucketResult><Name>archive</Name><KeyCount>{count}</KeyCount>
<IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"""
ROW = """<Contents><Key>{key}</Key><Size>{size}</Size><ETag>"x"</ETag>
<LastModified>2026-11-25T04:00:00.000Z</LastModified></Contents>"""


class SmallBucket:
    """`objects` by key; `refuses` turns every answer into a 403."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.refuses = False

    def app(self) -> web.Application:
        app = web.Application(client_max_size=2**28)
        app.router.add_route("*", "/archive{slash:/?}{key:.*}", self.answer)
        return app

    async def answer(self, request: web.Request) -> web.Response:
        if self.refuses:
            return web.Response(status=403)
        key = request.match_info["key"]
        match request.method:
            case "PUT":
                return await self._put(key, request)
            case "GET" if not key:
                return self._list()
            case "GET":
                return self._get(key)
        return await self._delete(request)

    async def _delete(self, request: web.Request) -> web.Response:
        keys = re.findall(r"<Key>(.*?)</Key>", await request.text())
        for key in keys:
            self.objects.pop(key, None)
        rows = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        text = f"<DeleteResult>{rows}</DeleteResult>"
        return web.Response(text=text, content_type="application/xml")

    async def _put(self, key: str, request: web.Request) -> web.Response:
        assert "Credential=demo/" in request.headers["Authorization"]
        if request.headers.get("If-None-Match") == "*" and key in self.objects:
            return web.Response(status=412)
        self.objects[key] = await request.read()
        return web.Response(headers={"ETag": '"x"'})

    def _get(self, key: str) -> web.Response:
        if key not in self.objects:
            return web.Response(status=404)
        headers = {"ETag": '"x"', "Last-Modified": "Wed, 25 Nov 2026 04:00:00 GMT"}
        return web.Response(body=self.objects[key], headers=headers)

    def _list(self) -> web.Response:
        rows = "".join(ROW.format(key=key, size=len(body)) for key, body in self.objects.items())
        text = LISTING.format(count=len(self.objects), rows=rows)
        return web.Response(text=text, content_type="application/xml")
