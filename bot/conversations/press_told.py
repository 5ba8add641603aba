"""What a press is for (点的是哪一步): case number and step, for a page or a sentence; never a name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from bot.conversations.button import Button
from bot.replies.words import word
from core.errors import NotFound
from core.holdings.dossier import Secrecy
from core.requests.case import Case
from core.requests.case_view import case_view


@dataclass(frozen=True, slots=True)
class Pressed:
    """Both empty for a press that is about no case, or one that no chat may mention."""

    number: str = ""
    step: str = ""


def press_told(session: Session, token: str, member_id: int) -> Pressed:
    """The case and step of this member's button."""
    button = session.get(Button, token)
    if button is None or button.member_id != member_id:
        return Pressed()
    verb, _, step = button.verb.partition(":")
    case = _case(session, button.about) if step else None
    if case is None or any(line.secrecy != Secrecy.NONE for line in case.lines):
        return Pressed()
    said = word("step", step)
    return Pressed(case.number, f"{word('step', 'extend')}：{said}" if verb == "extend" else said)


def _case(session: Session, ref: str) -> Case | None:
    try:
        return case_view(session, ref)
    except NotFound:
        return None
