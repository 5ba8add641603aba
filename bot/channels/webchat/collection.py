"""Showing a collection code (出示取档码): made here, shown once, kept only as a hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.replies.qr import qr_svg
from core.dispatch import Dispatch
from core.ids import check_character, opaque
from core.principal import Principal
from core.requests.issue_collection_code import IssueCollectionCode, hash_code

LENGTH = 11


def new_collection_code() -> str:
    """C, eleven random characters (54 bits), a check character: short enough to be typed."""
    body = "C" + opaque(LENGTH)
    return body + check_character(body)


def grouped(code: str) -> str:
    """A code as people read it aloud: groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


async def issue_code(
    dispatch: Dispatch, principal: Principal, request: str, carrier: str
) -> tuple[str, datetime] | None:
    """A new code for a case and when it ends; None if the case has none to give now."""
    code = new_collection_code()
    command = IssueCollectionCode(request=request, carrier=carrier, code_hash=hash_code(code))
    outcome = await dispatch(principal, command, f"code:{opaque(16)}")
    if not outcome.done:
        return None
    return code, datetime.fromisoformat(outcome.data["expires_at"])


async def show_code(
    dispatch: Dispatch, principal: Principal, about: dict[str, Any]
) -> dict[str, Any] | None:
    """The fleeting card with the code; it is in no table and no log."""
    issued = await issue_code(dispatch, principal, about["request"], "screen")
    if issued is None:
        return None
    code, expires_at = issued
    seconds = int((expires_at - dispatch.clock.now()).total_seconds())
    return {
        "id": f"code-{about['request']}",
        "case": about["number"],
        "ref": about["request"],
        "state": "ready",
        "lines": ["接下来：请在窗口出示，扫一次即失效。"],
        "buttons": [],
        "svg": qr_svg(code),
        "code": grouped(code),
        "seconds": seconds,
        "at": dispatch.clock.now().isoformat(),
    }
