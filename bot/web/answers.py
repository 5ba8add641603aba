"""Answers (回话): an outcome or a fault as HTTP, always with a short number and a sentence."""

from __future__ import annotations

from typing import Any

import orjson
from aiohttp import web

from bot.conversations.lists_told import list_told
from bot.conversations.pieces_told import pieces_told
from bot.conversations.talk import as_words, reasons_of
from bot.replies.words import error_words
from core.outcome import Outcome
from rules.audience import for_audience, visible_to

STATUS = {
    "refused": 409,
    "impossible_step": 409,
    "stale": 409,
    "same_person": 409,
    "volume_is_out": 409,
    "taken": 409,
    "key_reused": 409,
    # Unknown and not allowed look alike.
    "not_found": 404,
    "forbidden": 404,
    "second_check_needed": 403,
    "wrong_pin": 403,
    "locked_pin": 403,
    "bad_csrf": 403,
    "not_signed_in": 401,
    "bad_signature": 401,
    "bad_value": 422,
    "bad_request": 400,
    "key_missing": 400,
    "too_large": 413,
    "unsupported": 415,
    "too_many": 429,
    "bug": 500,
}
HIDDEN = {"forbidden": "not_found"}


def json_answer(body: Any, status: int = 200) -> web.Response:
    return web.Response(
        body=orjson.dumps(body), status=status, content_type="application/json", charset="utf-8"
    )


def error_body(code: str, **more: Any) -> dict[str, Any]:
    """`{code, number, message, reasons}`, as programs get it."""
    shown = HIDDEN.get(code, code)
    number, message = error_words(shown)
    return {"code": shown, "number": str(number), "message": message, "reasons": [], **more}


def error_answer(code: str, **more: Any) -> web.Response:
    return json_answer(error_body(code, **more), STATUS.get(code, 409))


def outcome_answer(outcome: Outcome, audience: str = "applicant") -> web.Response:
    """What became of a command, with the reasons that this audience may read."""
    if outcome.done:
        warns = [as_words(w) for w in visible_to(warnings_of(outcome), audience)]
        body = {"status": "done", "data": outcome.data, "warns": warns}
        return json_answer({**body, "decision": outcome.decision, "repeated": outcome.repeated})
    if outcome.status == "refused":
        reasons = [flat_reason(r) for r in for_audience(reasons_of(outcome), audience)]
        return error_answer("refused", reasons=reasons, **_by_line(outcome, audience))
    facts = {"field": outcome.data["field"]} if outcome.code == "bad_value" else {}
    return error_answer(outcome.code, **facts)


def _by_line(outcome: Outcome, audience: str) -> dict[str, Any]:
    """`lines` or `pieces`, where a list was asked for: each refused one with its own reasons."""
    pieces = pieces_told(outcome, audience)
    if pieces:
        told_by_nth = [{"nth": n, "reasons": [flat_reason(r) for r in own]} for n, own in pieces]
        return {"pieces": told_by_nth}
    told = list_told(outcome, audience)
    if told is None:
        return {}
    lines = [{"dossier": d, "reasons": [flat_reason(r) for r in own]} for d, own in told.lines]
    return {"lines": lines}


def warnings_of(outcome: Outcome) -> Any:
    """The outcome's warnings as values again."""
    return reasons_of(Outcome("done", reasons=outcome.warns))


def flat_reason(reason: Any) -> dict[str, str]:
    """A reason as the interface has it: `{law, title, basis, remedy}`."""
    words = as_words(reason)
    basis = words["basis"]
    return {
        "law": words["law"],
        "title": words["title"],
        "basis": f"{basis['instrument']}{basis['article']}",
        "remedy": words["remedy"],
    }
