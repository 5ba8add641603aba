"""Commands over JSON: `POST /api/v1/commands/<name>`, one route for every use case of the core.

The body is the command's own fields; who may issue it is the use case's declaration. A second
check comes as the header `X-Danggui-Pin`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import orjson
from aiohttp import web
from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.web.access import SIGNED, admits
from bot.web.answers import error_answer, outcome_answer
from bot.web.bodies import BadBody, idempotency_key, json_bytes
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.second_check import issue
from core.command import USE_CASES, Command
from core.members.member import Role
from core.members.questions import grants_of

_CAMEL = re.compile(r"(?<!^)(?=[A-Z])")
# These need the channel around them: a conversation, a device, or a page that makes the secret
# or shows the picture.
NOT_OVER_JSON = frozenset(
    {
        "inbound",
        "sign_in",
        "bind_member",
        "add_picture",
        "attach_form_scan",
        "attach_late_scan",
        "attach_discrepancy_scan",
        "read_scan",
    }
)


def name_of(command: type[Command]) -> str:
    """`HandOver` → `hand_over`."""
    return _CAMEL.sub("_", command.__name__).lower()


@cache
def by_name() -> dict[str, type[Command]]:
    """The commands that a member may issue over JSON."""
    return {
        name_of(command): command
        for command, case in USE_CASES.items()
        if (case.roles or case.anyone) and name_of(command) not in NOT_OVER_JSON
    }


_ADAPTERS: dict[type[Command], TypeAdapter[Any]] = {}


def adapter(command: type[Command]) -> TypeAdapter[Any]:
    """Reads a command from JSON: unknown and missing fields are refused."""
    if command not in _ADAPTERS:
        command.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
        _ADAPTERS[command] = TypeAdapter(command)
    return _ADAPTERS[command]


@admits(SIGNED)
async def post_command(request: web.Request) -> web.Response:
    """Issue one command."""
    command_type = by_name().get(request.match_info["name"])
    if command_type is None:
        return error_answer("not_found")
    command = _read(await json_bytes(request), command_type)
    key = idempotency_key(request)
    answer = await issue(request, command, key, request.headers.get("X-Danggui-Pin", ""))
    if isinstance(answer, web.Response):
        return answer
    audience = "applicant" if answer.done else await audience_of(request)
    return outcome_answer(answer, audience)


def _read(body: bytes, command_type: type[Command]) -> Command:
    try:
        command = adapter(command_type).validate_python(orjson.loads(body))
    except orjson.JSONDecodeError:
        raise BadBody("bad_request") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise BadBody("bad_value", ".".join(str(part) for part in first["loc"])) from None
    assert isinstance(command, Command)
    return command


async def audience_of(request: web.Request) -> str:
    """How much of a refusal the caller may read: staff of a room read more than applicants."""
    member_id = request[PRINCIPAL].member_id
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    held = await dispatch.ask(lambda session: grants_of(session, member_id or 0, now))
    roles = {h.role for h in held}
    if Role.HEAD in roles:
        return "head"
    return "archivist" if Role.ARCHIVIST in roles else "applicant"
