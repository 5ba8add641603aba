"""The colleague beside (核见人): has seen the paper too, and types their own number and PIN."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session, select

from bot.replies.words import error_words
from bot.web.counter.typed import Typed
from bot.web.keys import DISPATCH, PRINCIPAL
from core.members.member import Member
from core.members.pins import LockedPin, WrongPin, second_check
from core.principal import Proof
from core.requests.enter_at_window import beside_binding
from core.requests.submit_request import SubmitRequest

NOBODY = -1  # as costly as a wrong PIN, and counted against nobody


async def colleague(
    request: web.Request, typed: Typed, application: SubmitRequest
) -> Proof | str | None:
    """Their proof, None where nobody was named, or the sentence that says why not."""
    number, pin = typed["beside.number"], typed.form.text("beside.pin")
    if not number and not pin:
        return None
    dispatch = request.app[DISPATCH]
    found = await dispatch.ask(lambda session: _numbered(session, number))
    if found == request[PRINCIPAL].member_id:
        return "核见人须是另一位同志，请由他输入自己的编号和办理密码。"
    checked = await second_check(dispatch, found, pin, beside_binding(application))
    if isinstance(checked, WrongPin):
        return f"核见人的编号或办理密码不对，还可试 {checked.tries_left} 次。"
    if isinstance(checked, LockedPin):
        return error_words("locked_pin")[1]
    return checked


def _numbered(session: Session, number: str) -> int:
    found = session.exec(select(Member.id).where(Member.number == number)).first()
    return found or NOBODY
