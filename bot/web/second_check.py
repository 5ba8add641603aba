"""The second check (二次核验) on the web: a command that asks for it is issued again with the PIN."""

from __future__ import annotations

from aiohttp import web

from bot.web.answers import error_answer
from bot.web.keys import DISPATCH, PRINCIPAL
from core.command import Command
from core.members.pins import LockedPin, WrongPin, second_check
from core.outcome import Outcome
from core.principal import Principal


async def issue(
    request: web.Request, command: Command, key: str, pin: str
) -> Outcome | web.Response:
    """Issue a command, with the PIN where it is asked for; a wrong PIN is answered at once."""
    dispatch, principal = request.app[DISPATCH], request[PRINCIPAL]
    outcome = await dispatch(principal, command, key)
    if outcome.code != "second_check_needed" or not pin:
        return outcome
    assert principal.member_id is not None
    bound_to = str(outcome.data["bound_to"])
    checked = await second_check(dispatch, principal.member_id, pin, bound_to)
    if isinstance(checked, WrongPin):
        return error_answer("wrong_pin", tries_left=checked.tries_left)
    if isinstance(checked, LockedPin):
        return error_answer("locked_pin")
    with_proof = Principal.member(principal.member_id, principal.via, checked)
    return await dispatch(with_proof, command, key)
