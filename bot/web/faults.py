"""Faults (出错时): one table from exceptions to answers, as JSON for programs, a page for people."""

from __future__ import annotations

from aiohttp import web

from bot.problems import remember
from bot.web.access import BadCsrf, Handler, NotSignedIn
from bot.web.answers import HIDDEN, STATUS, error_answer
from bot.web.bodies import BadBody
from bot.web.framed import asks_in_frame
from bot.web.pages.notice import notice_page
from core.errors import CodedError

BY_STATUS = {404: "not_found", 405: "bad_request", 413: "too_large", 415: "unsupported"}


@web.middleware
async def explain_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nobody ever sees a traceback or an English page."""
    try:
        return await handler(request)
    except (web.HTTPRedirection, ConnectionResetError):
        raise
    except NotSignedIn:
        if asks_in_frame(request):
            # The page that may stand there, and says how to go on.
            raise web.HTTPSeeOther("/app") from None
        if wants_page(request):
            raise web.HTTPSeeOther(f"/login?next={request.path}") from None
        return error_answer("not_signed_in")
    except Exception as fault:
        return _explained(request, fault)


def _explained(request: web.Request, fault: Exception) -> web.Response:
    match fault:
        case BadCsrf():
            return _answer(request, "bad_csrf")
        case BadBody():
            return _answer(request, fault.code, fault.field)
        case CodedError():
            return _answer(request, fault.code)
        case web.HTTPException():
            code = BY_STATUS.get(fault.status, "bad_request")
            return _answer(request, code, status=fault.status)
    where = request.match_info.route.resource
    number = remember(fault, where.canonical if where else "web")
    return _answer(request, "bug", number=number)


def wants_page(request: web.Request) -> bool:
    return not request.path.startswith("/api/") and "text/html" in request.headers.get("Accept", "")


def _answer(
    request: web.Request, code: str, field: str = "", number: str = "", status: int = 0
) -> web.Response:
    more = {"field": field} if field else {}
    if number:
        more["number"] = number
    if wants_page(request):
        return notice_page(request, HIDDEN.get(code, code), number, status or STATUS.get(code, 409))
    answer = error_answer(code, **more)
    if status:
        answer.set_status(status)
    return answer
