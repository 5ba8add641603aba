"""The card of a case (办件卡片) for one member: its lines by template, its buttons with tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.conversations.button import Button
from bot.conversations.case_actions import actions
from bot.conversations.stage import stage_of
from bot.replies.render import render
from core.holdings.dossier import Secrecy
from core.ids import opaque
from core.requests.case import Case
from core.requests.case_view import case_view
from core.requests.questions import find_request, whose_turn


def case_card(
    session: Session, ref: str, member_id: int, level: str, now: datetime
) -> dict[str, Any] | None:
    """Card fields as the chat interface has them; None for a dossier that no chat may mention."""
    case = case_view(session, ref)
    if any(line.secrecy != Secrecy.NONE for line in case.lines):
        return None
    turn = whose_turn(session, find_request(session, ref), now)
    return {
        "case": case.number,
        "ref": case.ref,
        "state": "overdue" if case.overdue_on(now) else case.shown_state,
        "version": case.version,
        "lines": card_lines(case, member_id in turn, level, now),
        "buttons": _buttons(session, case, member_id, turn, now),
    }


def card_lines(case: Case, turn: bool, level: str, now: datetime) -> list[str]:
    return render("case_card", case=case, stage=stage_of(case), turn=turn, level=level, now=now)


def _buttons(
    session: Session, case: Case, member_id: int, turn: list[int], now: datetime
) -> list[dict[str, str]]:
    buttons: list[dict[str, str]] = []
    for action in actions(case, member_id, turn):
        if action.href:
            buttons.append({"token": "", "label": action.label, "href": action.href})
            continue
        token = opaque(20)
        session.add(
            Button(
                token=token,
                member_id=member_id,
                verb=action.verb,
                about=case.ref,
                seen_version=case.version,
                made_at=now,
            )
        )
        buttons.append({"token": token, "label": action.label})
    return buttons
