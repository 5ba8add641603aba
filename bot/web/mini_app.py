"""Our pages inside Telegram (小程序): who opened them is proven by the launch, then by the PIN.

No script of anyone else's: ours reads the launch behind the # of the address and puts it in the form.
"""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from bot.channels.telegram.launch import Launch, member_of, read_launch, use_launch
from bot.channels.telegram.rows import NAME
from bot.replies.words import error_words
from bot.web.access import OPEN, admits
from bot.web.doors import NOBODY, count_miss, demand_patience, new_session, welcome
from bot.web.keys import DISPATCH, SETTINGS
from bot.web.pages.notice import notice_page
from bot.web.pages.templates import page
from bot.web.security import inside_telegram
from core.ids import opaque
from core.members.pins import LockedPin, second_check
from core.members.sign_in import TO_SIGN_IN, SignIn
from core.principal import Principal, Proof

HOURS = 1


@admits(OPEN)
async def get_app(request: web.Request) -> web.Response:
    """Ask for the PIN; outside Telegram, say where this opens."""
    return inside_telegram(_page(request, ""))


@admits(OPEN)
async def post_app(request: web.Request) -> web.Response:
    """A session of an hour for the member whose chat this is. A launch serves once."""
    demand_patience(request)
    form = await request.post()
    data, pin = str(form.get("launch", "")), str(form.get("pin", "")).strip()
    launch = _launch(request, data)
    if launch is None:
        count_miss(request)
        return notice_page(request, "launch_not_good", status=403)
    dispatch = request.app[DISPATCH]
    member_id = await dispatch.ask(lambda session: member_of(session, launch))
    checked = await second_check(dispatch, member_id or NOBODY, pin, TO_SIGN_IN)
    if isinstance(checked, Proof):
        return await _sign_in(request, launch, checked)
    count_miss(request)
    locked = isinstance(checked, LockedPin)
    why = error_words("locked_pin" if locked else "wrong_pin")[1]
    return inside_telegram(_page(request, data, why))


async def _sign_in(request: web.Request, launch: Launch, proof: Proof) -> web.Response:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    if not await dispatch.work(lambda session: use_launch(session, launch, now)):
        return notice_page(request, "launch_not_good", status=403)
    secret, new = new_session(request, HOURS)
    new = replace(new, opened_in=NAME)
    principal = Principal.member(proof.member_id, "web", proof)
    outcome = await dispatch(principal, SignIn(session=new), f"sign_in:{opaque(16)}")
    if not outcome.done:
        return notice_page(request, outcome.code)
    return welcome(request, secret, "/", HOURS)


def _launch(request: web.Request, data: str) -> Launch | None:
    token = request.app[SETTINGS].telegram_token
    if token is None:
        return None
    return read_launch(data, token.get_secret_value(), request.app[DISPATCH].clock.now())


def _page(request: web.Request, data: str, why: str = "") -> web.Response:
    context = {"launch": data, "why": {"pin": why} if why else None}
    return page(request, "app.html.j2", context, status=403 if why else 200)


routes = [web.get("/app", get_app), web.post("/app", post_app)]
