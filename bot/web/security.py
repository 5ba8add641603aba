"""Headers that every answer carries: our own scripts and styles only, no framing, no caching."""

from __future__ import annotations

from aiohttp import web

from bot.web.framed import FRAMED

CSP = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self';"
    " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# The counter's reader of codes is WebAssembly: compiled there, nowhere else; `eval` stays shut.
COUNTER_CSP = CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


NO_FRAME, IN_TELEGRAM = "frame-ancestors 'none'", "frame-ancestors https://web.telegram.org"
# Pages that Telegram's own web client may frame: those that hang on no cookie, and all of a session
# that lives in its frame.
FRAMED_CSP = CSP.replace(NO_FRAME, IN_TELEGRAM)


def inside_telegram(response: web.Response) -> web.Response:
    """Let Telegram's web client show this page in its frame."""
    response.headers["Content-Security-Policy"] = FRAMED_CSP
    return response


async def guard_answer(request: web.Request, response: web.StreamResponse) -> None:
    """An `on_response_prepare` signal."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    if request.get(FRAMED, False):
        headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace(
            NO_FRAME, IN_TELEGRAM
        )
    if IN_TELEGRAM not in headers["Content-Security-Policy"]:
        headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(self)")
    if request.path.startswith("/static/"):
        # Modules are fetched by fixed names: the browser asks each time, the ETag answers.
        headers.setdefault("Cache-Control", "no-cache")
    else:
        headers.setdefault("Cache-Control", "no-store")
    if request.secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
