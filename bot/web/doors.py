"""The doors (登录、退出): who comes in with a number and a PIN, and how they leave."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session, select

from bot.replies.words import error_words
from bot.web.access import OPEN, SIGNED, admits, cookie_name, cookie_secret
from bot.web.bodies import BadBody
from bot.web.device_name import device_name
from bot.web.framed import FRAMED, asks_in_frame, keep_framed
from bot.web.keys import DISPATCH, PRINCIPAL, SETTINGS, THROTTLE
from bot.web.pages.person import person
from bot.web.pages.templates import page
from core.ids import opaque
from core.members.codes import new_token, token_hash
from core.members.member import Member
from core.members.pins import LockedPin, WrongPin, second_check
from core.members.sign_in import SESSION_HOURS, TO_SIGN_IN, NewSession, SignIn
from core.members.sign_out import SignOut
from core.principal import Principal, Proof

NOBODY = -1


@admits(SIGNED)
async def get_home(request: web.Request) -> web.StreamResponse:
    """Everyone begins where their work is."""
    who = await person(request)
    raise web.HTTPSeeOther(who.home)


@admits(OPEN)
async def get_login(request: web.Request) -> web.Response:
    context = {
        "member": request.query.get("member", "")[:20],
        "next": own_path(request.query.get("next", "/")),
        "why": None,
    }
    return page(request, "login.html.j2", context)


@admits(OPEN)
async def post_login(request: web.Request) -> web.Response:
    """Member number and PIN; an unknown number takes as long and says the same as a wrong PIN."""
    demand_patience(request)
    form = await request.post()
    number, pin = str(form.get("member", "")).strip(), str(form.get("pin", "")).strip()
    dispatch = request.app[DISPATCH]
    member_id = await dispatch.ask(lambda session: member_with(session, number))
    checked = await second_check(dispatch, member_id or NOBODY, pin, TO_SIGN_IN)
    if isinstance(checked, Proof):
        principal = Principal.member(checked.member_id, "web", checked)
        secret, new = new_session(request)
        outcome = await dispatch(principal, SignIn(session=new), f"sign_in:{opaque(16)}")
        if outcome.done:
            return welcome(request, secret, own_path(str(form.get("next", "/"))))
    count_miss(request)
    why = _why_not(checked)
    context = {"member": number, "next": form.get("next", "/"), "why": {"pin": why}}
    return page(request, "login.html.j2", context, status=403)


def demand_patience(request: web.Request) -> None:
    """Raise BadBody where this address has guessed too often."""
    now = request.app[DISPATCH].clock.now().timestamp()
    if request.app[THROTTLE].must_wait(request.remote or "", now):
        raise BadBody("too_many")


def count_miss(request: web.Request) -> None:
    now = request.app[DISPATCH].clock.now().timestamp()
    request.app[THROTTLE].missed(request.remote or "", now)


def _why_not(checked: Proof | WrongPin | LockedPin) -> str:
    if isinstance(checked, LockedPin):
        return error_words("locked_pin")[1]
    return "编号与密码对不上，请再输入一次。"


def member_with(session: Session, number: str) -> int | None:
    """The member with this number; capital and small letters alike."""
    wanted = number.upper()
    row = session.exec(select(Member.id).where(Member.number == wanted)).first()
    return row or session.exec(select(Member.id).where(Member.number == number)).first()


def new_session(request: web.Request, hours: int = SESSION_HOURS) -> tuple[str, NewSession]:
    """A secret for the cookie, and what the core keeps of it."""
    secret = new_token()
    device = device_name(request.headers.get("User-Agent", ""))
    hashed = token_hash(secret)
    return secret, NewSession(token_hash=hashed, csrf=opaque(24), device=device, hours=hours)


def welcome(request: web.Request, secret: str, to: str, hours: int = SESSION_HOURS) -> web.Response:
    """Set the cookie and go on; inside a frame, the one that is kept there."""
    response = web.Response(status=303, headers={"Location": to})
    if asks_in_frame(request):
        keep_framed(response, secret, hours * 3600)
        return response
    response.set_cookie(
        cookie_name(request),
        secret,
        max_age=hours * 3600,
        path="/",
        httponly=True,
        secure=request.app[SETTINGS].over_https,
        samesite="Strict",
    )
    return response


def own_path(path: str) -> str:
    """A path of ours to go back to; anything else is the first page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


@admits(SIGNED)
async def post_logout(request: web.Request) -> web.Response:
    secret = cookie_secret(request)
    command = SignOut(token_hash=token_hash(secret))
    await request.app[DISPATCH](request[PRINCIPAL], command, f"sign_out:{opaque(16)}")
    framed = request.get(FRAMED, False)
    response = web.Response(status=303, headers={"Location": "/app" if framed else "/login"})
    if framed:
        keep_framed(response, "", 0)
    else:
        response.del_cookie(cookie_name(request), path="/")
    return response
