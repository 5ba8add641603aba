"""Installing the room's own authority (安装本室证书): the page that a phone scans, and the file."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web
from cryptography.hazmat.primitives.serialization import Encoding

from bot.certs.authority import fingerprint
from bot.certs.files import authority_in, load_certificate
from bot.replies.dates import full_day
from bot.replies.qr import qr_svg
from bot.web.access import OPEN, admits
from bot.web.keys import SETTINGS
from bot.web.pages.templates import page

# What phones and browsers take as "install this authority".
KIND = "application/x-x509-ca-cert"


def _file(request: web.Request) -> Path:
    """The authority's certificate; a house without one of its own has no such page."""
    path = authority_in(request.app[SETTINGS].keys_dir).certificate
    if not path.is_file():
        raise web.HTTPNotFound
    return path


@admits(OPEN)
async def get_certs(request: web.Request) -> web.Response:
    """How to install it, its fingerprint to compare, and the way here as a QR code."""
    authority = load_certificate(_file(request))
    address = f"{request.app[SETTINGS].public_url.rstrip('/')}/certs"
    pairs = fingerprint(authority).split(" ")
    shown = {
        "address": address,
        "svg": qr_svg(address, on_paper=True),
        "fingerprint": [" ".join(pairs[at : at + 4]) for at in range(0, len(pairs), 4)],
        "until": full_day(authority.not_valid_after_utc),
    }
    return page(request, "certs.html.j2", {"authority": shown})


@admits(OPEN)
async def get_authority(request: web.Request) -> web.Response:
    """The certificate alone, in DER; its key never leaves the keys folder."""
    body = load_certificate(_file(request)).public_bytes(Encoding.DER)
    named = {"Content-Disposition": 'attachment; filename="danggui-ca.crt"'}
    return web.Response(body=body, content_type=KIND, headers=named)


routes = [web.get("/certs", get_certs), web.get("/certs/danggui-ca.crt", get_authority)]
