"""What a page says of an outcome (办理结果): every reason that this member may read, or a sentence."""

from __future__ import annotations

from typing import Any

from bot.conversations.lists_told import list_told
from bot.conversations.talk import reasons_of
from bot.replies.words import error_words
from bot.web.answers import HIDDEN
from bot.web.pages.person import Person
from core.command import Place
from core.members.member import Role
from core.outcome import Outcome
from rules.audience import for_audience, visible_to
from rules.decision import Reason
from rules.words import say_basis


def audience_over(who: Person, room_id: int) -> str:
    """How much of a refusal this member may read over a room: applicant, archivist or head."""
    for role in (Role.HEAD, Role.ARCHIVIST):
        if any(held.covers(frozenset({role}), Place(room_id=room_id)) for held in who.grants):
            return role.value
    return "applicant"


def told_reasons(outcome: Outcome, audience: str) -> list[dict[str, Any]]:
    """All reasons of a refusal for this audience, as the page's `reason`.

    Of a list, what concerns every line comes first; each other reason names its line.
    """
    by_line = list_told(outcome, audience)
    if by_line is not None:
        common = [as_reason(reason) for reason in by_line.common]
        return common + [_of_line(number, it) for number, own in by_line.lines for it in own]
    return [as_reason(reason) for reason in for_audience(reasons_of(outcome), audience)]


def _of_line(number: str, reason: Reason) -> dict[str, Any]:
    return {**as_reason(reason), "title": f"{number}：{reason.title}"}


def told_warnings(outcome: Outcome, audience: str) -> list[str]:
    warned = reasons_of(Outcome("done", reasons=outcome.warns))
    return [reason.title for reason in visible_to(warned, audience)]


def as_reason(reason: Reason) -> dict[str, Any]:
    return {
        "law": reason.law,
        "title": reason.title,
        "basis": say_basis(reason.basis),
        "remedy": reason.remedy,
    }


def sentence(outcome: Outcome) -> str:
    """The sentence for a step that did not go through; foreign and unknown are the same one."""
    return error_words(HIDDEN.get(outcome.code, outcome.code))[1]
