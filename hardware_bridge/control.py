"""Lay tags on the simulated reader from outside (演示控制口): demos and tests, loopback only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from hardware_bridge.readers.simulator import SimulatedReader
from hardware_bridge.wire import Tag

LOOPBACK = "127.0.0.1"
READER = web.AppKey("reader", SimulatedReader)


class OneTag(BaseModel):
    """The body of both calls."""

    model_config = ConfigDict(extra="forbid")
    tag: Tag


@asynccontextmanager
async def control(reader: SimulatedReader, port: int) -> AsyncIterator[str]:
    """Serve `POST /place {tag}` and `POST /lift {tag}`; gives the address. Port 0 takes any."""
    app = web.Application(client_max_size=1024)
    app[READER] = reader
    app.add_routes([web.post("/place", _place), web.post("/lift", _lift)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port, shutdown_timeout=1).start()
        yield f"http://{LOOPBACK}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _place(request: web.Request) -> web.Response:
    request.app[READER].place(await _tag(request))
    return _lying(request)


async def _lift(request: web.Request) -> web.Response:
    request.app[READER].lift(await _tag(request))
    return _lying(request)


def _lying(request: web.Request) -> web.Response:
    return web.json_response({"lying": request.app[READER].lying})


async def _tag(request: web.Request) -> str:
    # a page under another name that was pointed at this machine
    if request.host.rpartition(":")[0] not in {LOOPBACK, "localhost"}:
        raise web.HTTPForbidden(text="call this port by its own address\n")
    # a page in a browser cannot send this type to another origin without asking first
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send application/json\n")
    try:
        return OneTag.model_validate_json(await request.read()).tag
    except ValidationError as error:
        raise web.HTTPUnprocessableEntity(text="a tag is an EPC in upper-case hex\n") from error
