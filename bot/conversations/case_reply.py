"""The card of a case (办件卡片) for one member: its lines by template, its buttons with tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.conversations.button import Button
from bot.conversations.case_actions import actions
from bot.conversations.stage import stage_of
from bot.replies.counted import counted
from bot.replies.render import render
from core.holdings.dossier import Secrecy
from core.ids import opaque
from core.members.member import Role
from core.members.questions import grants_of
from core.members.scope import Viewer
from core.requests.case import Case
from core.requests.case_told import case_told
from core.requests.questions import find_request, takers
from core.requests.request import Step


def case_card(
    session: Session, ref: str, member_id: int, level: str, now: datetime
) -> dict[str, Any] | None:
    """Card fields as the chat interface has them; None for a dossier that no chat may mention."""
    viewer = Viewer(member_id, grants_of(session, member_id, now))
    case = case_told(session, ref, viewer)
    if any(line.secrecy != Secrecy.NONE for line in case.lines):
        return None
    turn = turn_now(session, case, now)
    return {
        "case": case.number,
        "ref": case.ref,
        "state": "overdue" if case.overdue_on(now) else case.shown_state,
        "version": case.version,
        "lines": card_lines(case, member_id in turn, level, now),
        "buttons": _buttons(session, case, member_id, turn, now),
    }


def turn_now(session: Session, case: Case, now: datetime) -> list[int]:
    """Who may take the next step, of the request or of the extension of its loan."""
    step = case.next_step or case.extension_step
    return takers(session, Step(step), find_request(session, case.ref), now) if step else []


def is_contact_of(session: Session, unit_id: int, member_id: int, now: datetime) -> bool:
    """Whether this member reports for the unit, as one of its A/B pair."""
    held = grants_of(session, member_id, now)
    return any(h.role == Role.UNIT_CONTACT and h.unit_id == unit_id for h in held)


def card_lines(case: Case, turn: bool, level: str, now: datetime) -> list[str]:
    told = {"stage": stage_of(case), "counted": counted(case)}
    return render("case_card", case=case, turn=turn, level=level, now=now, **told)


def _buttons(
    session: Session, case: Case, member_id: int, turn: list[int], now: datetime
) -> list[dict[str, str]]:
    buttons: list[dict[str, str]] = []
    of_unit = is_contact_of(session, case.unit_id, member_id, now)
    for action in actions(case, member_id, turn, of_unit=of_unit):
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
