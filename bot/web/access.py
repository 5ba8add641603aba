"""Access (进门): every route says who may use it; a route that does not say is refused at start.

A browser shows a cookie, a program a Bearer token; both are looked up on the server each time.
What someone may do is decided by the core; here only who they are, and whether a form is ours.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web

from bot.web.framed import framed_secret
from bot.web.keys import DISPATCH, PRINCIPAL, SETTINGS, SIGNED_IN
from core.members.codes import token_hash
from core.members.who_is import SignedIn, seen, who_is
from core.principal import Principal

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
H = TypeVar("H", bound=Handler)

# Who may knock at a route: anyone, whoever signed in, devices with a signature, operators.
OPEN, SIGNED, DEVICE, OPERATOR = "open", "signed", "device", "operator"
_ADMITS, _CSRF_INSIDE = "__danggui_admits__", "__danggui_csrf_inside__"
SAFE_METHODS = frozenset({"GET", "HEAD"})


def admits(who: str, *, csrf_inside: bool = False) -> Callable[[H], H]:
    """Declare who may use a route; the authorisation matrix reads this.

    With `csrf_inside` the handler itself calls `demand_csrf`: a form with a file is read only once.
    """

    def declare(handler: H) -> H:
        setattr(handler, _ADMITS, who)
        setattr(handler, _CSRF_INSIDE, csrf_inside)
        return handler

    return declare


def admitted(handler: Any) -> str:
    """The declaration of a handler; raises for one that has none."""
    who = getattr(handler, _ADMITS, None)
    if who is None:
        raise RuntimeError(f"{handler!r} does not say who may use it")
    return str(who)


def cookie_name(request: web.Request) -> str:
    """`__Host-` over https; browsers keep no such cookie over plain http."""
    return "__Host-danggui" if request.app[SETTINGS].over_https else "danggui"


def cookie_secret(request: web.Request) -> str:
    """The secret of the session in the window, or inside Telegram's frame; "" where there is none."""
    return request.cookies.get(cookie_name(request), "") or framed_secret(request)


class NotSignedIn(Exception):
    """Nobody is signed in here."""


class BadCsrf(Exception):
    """The form was not ours, or is too old."""


@web.middleware
async def recognise(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks, before any handler of a signed-in route runs."""
    if request.match_info.http_exception is not None:
        return await handler(request)
    who = admitted(request.match_info.handler)
    if who in (OPEN, DEVICE, OPERATOR):
        return await handler(request)
    signed_in, secret, bearer = await _who(request)
    if signed_in is None:
        raise NotSignedIn
    request[SIGNED_IN] = signed_in
    request[PRINCIPAL] = Principal.member(signed_in.member_id, "api" if bearer else "web")
    if not bearer and request.method not in SAFE_METHODS:
        await _check_form(request)
    if signed_in.stale:
        await _touch(request, secret)
    return await handler(request)


async def _who(request: web.Request) -> tuple[SignedIn | None, str, bool]:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    is_bearer = scheme.lower() == "bearer"
    secret = bearer.strip() if is_bearer else cookie_secret(request)
    if not secret:
        return None, "", is_bearer
    dispatch = request.app[DISPATCH]
    hashed, now = token_hash(secret), dispatch.clock.now()
    found = await dispatch.glance(lambda session: who_is(session, hashed, now, bearer=is_bearer))
    return found, hashed, is_bearer


async def _touch(request: web.Request, hashed: str) -> None:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    await dispatch.work(lambda session: seen(session, hashed, now))


async def _check_form(request: web.Request) -> None:
    if getattr(request.match_info.handler, _CSRF_INSIDE, False):
        return
    form = request.content_type == "application/x-www-form-urlencoded"
    demand_csrf(request, str((await request.post()).get("csrf", "")) if form else "")


def demand_csrf(request: web.Request, given: str) -> None:
    """Raise BadCsrf unless a page of this session sent it; a program shows its Bearer instead."""
    if request[PRINCIPAL].via == "api":
        return
    given = request.headers.get("X-Danggui-Csrf", "") or given
    same_site = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    if not same_site or not hmac.compare_digest(given.encode(), request[SIGNED_IN].csrf.encode()):
        raise BadCsrf
