"""The case page's buttons (办件按钮): by whose turn it is and by role; the core has the last word."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from bot.conversations.case_actions import actions
from bot.replies.words import word
from bot.web.pages.person import Person
from bot.web.told import audience_over
from core.command import Place
from core.masked import mask_name
from core.members.member import Member
from core.members.questions import holders
from core.requests.approve import APPROVAL_STEPS
from core.requests.case import Case
from core.requests.questions import role_for, scope_for, whose_turn
from core.requests.request import Request, State, Step

WITH_REASON = {"send_back", "turn_down"}
IN_CHAT_ONLY = {"again", "show_code", "progress"}


def buttons(session: Session, case: Case, who: Person, now: Any) -> dict[str, Any]:
    """`actions`, `with_reason`, `record` (纸质签批代录), `settle` (不符处理), `turn`."""
    request = session.exec(select(Request).where(Request.ref == case.ref)).one()
    turn = whose_turn(session, request, now)
    offered = [a for a in actions(case, who.member_id, turn) if a.verb and not a.href]
    plain = [a for a in offered if a.verb not in WITH_REASON | IN_CHAT_ONLY]
    rank = audience_over(who, case.room_id)
    return {
        "turn": who.member_id in turn,
        "actions": [{"label": a.label, "token": a.verb} for a in plain],
        "with_reason": [
            {"label": a.label, "token": a.verb} for a in offered if a.verb in WITH_REASON
        ],
        "record": _record(session, case, who, now),
        "settle": [it for it in case.lines if it.discrepancy] if rank == "head" else [],
        "may_name": rank != "applicant",
        "keeps": _keeps(who, case),
        "at_counter": _keeps(who, case) and case.state == State.READY,
    }


def _keeps(who: Person, case: Case) -> bool:
    place = Place(room_id=case.room_id)
    return any(held.covers(frozenset({"archivist"}), place) for held in who.grants)


def _record(session: Session, case: Case, who: Person, now: Any) -> dict[str, Any] | None:
    """Who may have signed the paper that waits; None unless an archivist could record it."""
    if not _keeps(who, case) or case.next_step not in APPROVAL_STEPS:
        return None
    step = Step(case.next_step)
    scope = scope_for(step, Place(room_id=case.room_id, unit_id=case.unit_id))
    ids = holders(session, role_for(step), scope, now)
    rows = session.exec(
        select(Member.id, Member.post, Member.name).where(col(Member.id).in_(ids))
    ).all()
    signers = [{"id": i, "word": _signer(post, name)} for i, post, name in rows]
    return {"step": step.value, "word": word("step", step), "signers": signers} if rows else None


def _signer(post: str, name: str) -> str:
    return f"{post}　{mask_name(name)}".strip("　")
