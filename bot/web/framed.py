"""Inside Telegram's frame (嵌在 Telegram 网页版里): a session of its own that lives only there.

The Strict cookie does not travel into a frame of another site. A sign-in made inside the frame gets a
partitioned one: the browser keeps it for frames below web.telegram.org alone. Our pages may then stand
in that frame and no other; forms are guarded there as everywhere, by their csrf text and the site they
come from.
"""

from __future__ import annotations

from aiohttp import web

from bot.web.keys import SETTINGS

FRAMED = web.RequestKey("framed", bool)
COOKIE = "__Host-danggui-framed"


def asks_in_frame(request: web.Request) -> bool:
    """Whether the browser says that this page is for a frame. Only where a Secure cookie can be kept."""
    settings = request.app[SETTINGS]
    secure = settings.over_https or settings.on_loopback
    return secure and request.headers.get("Sec-Fetch-Dest") == "iframe"


def framed_secret(request: web.Request) -> str:
    """The secret of a session inside the frame; "" where there is none."""
    secret = request.cookies.get(COOKIE, "")
    if secret:
        request[FRAMED] = True
    return secret


def keep_framed(response: web.StreamResponse, secret: str, seconds: int) -> None:
    """Set the partitioned cookie; 0 seconds ends it. Written out: the library knows no partitions."""
    rest = "Path=/; HttpOnly; Secure; SameSite=None; Partitioned"
    response.headers.add("Set-Cookie", f"{COOKIE}={secret}; Max-Age={seconds}; {rest}")
