"""Assets (静态资源): our own styles, scripts and shapes; always asked about again, seldom sent again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aiohttp import web

from bot.web.access import OPEN, admits

STATIC = Path(__file__).parent / "static"
UTF8 = "charset=utf-8"
KINDS = {
    ".css": f"text/css; {UTF8}",
    ".js": f"text/javascript; {UTF8}",
    ".svg": f"image/svg+xml; {UTF8}",
    ".wasm": "application/wasm",  # browsers compile it only under this very name
}


@cache
def known() -> dict[str, Path]:
    """Every asset by its path below /static; nothing else on the disk can be asked for."""
    files = (path for path in STATIC.rglob("*") if path.suffix in KINDS)
    return {path.relative_to(STATIC).as_posix(): path for path in files}


@admits(OPEN)
async def get_asset(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["path"])


@admits(OPEN)
async def get_favicon(request: web.Request) -> web.StreamResponse:
    """Browsers ask for it by themselves."""
    return _file("seal.svg")


def _file(name: str) -> web.StreamResponse:
    path = known().get(name)
    if path is None:
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Content-Type": KINDS[path.suffix]})


routes = [web.get("/favicon.ico", get_favicon), web.get("/static/{path:.+}", get_asset)]
