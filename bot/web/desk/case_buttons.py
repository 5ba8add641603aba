"""The case page's buttons (办件按钮): by whose turn it is and by role; the core has the last word."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from bot.conversations.case_actions import Action, actions
from bot.conversations.case_reply import turn_now
from bot.conversations.turn_away import OF_EXTENSION, USUAL
from bot.replies.part import part_of
from bot.replies.words import word
from bot.web.desk.certificate_shown import certificate_to_check
from bot.web.desk.loan_forms import loan_forms
from bot.web.pages.person import Person
from bot.web.told import audience_over
from core.command import Place
from core.masked import mask_name
from core.members.member import Member, Role
from core.members.questions import holders
from core.requests.approve import APPROVAL_STEPS
from core.requests.case import Case, CaseLine
from core.requests.line import LineState
from core.requests.questions import role_for, scope_for
from core.requests.request import State, Step

WITH_REASON = {"send_back", "turn_down", "refuse_extension"}
IN_CHAT_ONLY = {"again", "show_code", "progress", "ask_extension", "delegate"}


def buttons(session: Session, case: Case, who: Person, now: Any) -> dict[str, Any]:
    """`actions`, `with_reason`, `record` (纸质签批代录), `settle` (不符处理), `certificate` (核对证明), `turn`."""
    turn = turn_now(session, case, now)
    offered = [a for a in actions(case, who.member_id, turn) if a.verb and not a.href]
    plain = [a for a in offered if a.verb not in WITH_REASON | IN_CHAT_ONLY]
    plain += _urging(case, who, turn)
    rank = audience_over(who, case.room_id)
    return {
        "turn": who.member_id in turn,
        "actions": [{"label": a.label, "token": a.verb} for a in plain],
        "with_reason": [
            {"label": a.label, "token": a.verb} for a in offered if a.verb in WITH_REASON
        ],
        "usual": OF_EXTENSION if case.extension_step else USUAL,
        **loan_forms(case, who, now),
        "record": _record(session, case, who, now),
        "witness": _witness(case, who),
        "settle": _settle(case) if rank == "head" else [],
        "strike": _strike(case) if who.member_id in turn else [],
        "certificate": certificate_to_check(session, case, who),
        "may_name": rank != "applicant",
        "keeps": _keeps(who, case),
        "at_counter": _keeps(who, case) and case.state == State.READY,
    }


def _settle(case: Case) -> list[tuple[CaseLine, str]]:
    """Each volume that differs, and how it is called."""
    differing = [it for it in case.lines if it.discrepancy]
    return [(it, part_of(it.kind, it.ordinal, rebuilt=it.is_rebuilt)) for it in differing]


def _strike(case: Case) -> list[str]:
    """The lines of a list that whoever signs next may refuse."""
    signs = case.is_list and case.next_step in APPROVAL_STEPS
    waiting = [line.dossier for line in case.lines if line.state == LineState.WAITING]
    return list(dict.fromkeys(waiting)) if signs else []


def _keeps(who: Person, case: Case) -> bool:
    return _holds(who, case, Role.ARCHIVIST)


def _holds(who: Person, case: Case, *roles: Role) -> bool:
    place = Place(room_id=case.room_id)
    return any(held.covers(frozenset(roles), place) for held in who.grants)


def _urging(case: Case, who: Person, turn: list[int]) -> list[Action]:
    """The room urges whoever's turn it is, the applicant too."""
    room = _holds(who, case, Role.ARCHIVIST, Role.HEAD) and who.member_id not in turn
    own = who.member_id == case.applicant_id
    theirs = case.state == State.SENT_BACK or any(it.state == "waiting" for it in case.lines)
    waits = bool(turn) or (theirs and case.state in (State.SENT_BACK, State.READY))
    return [Action("催办", "urge")] if room and not own and waits else []


def _record(session: Session, case: Case, who: Person, now: Any) -> dict[str, Any] | None:
    """Who may have signed the paper that waits; None unless an archivist could record it."""
    if not _keeps(who, case):
        return None
    if case.next_step in APPROVAL_STEPS:
        press, step = "record", Step(case.next_step)
    elif case.extension_step:
        press, step = "record_extension", Step(case.extension_step)
    else:
        return None
    signers = _signers(session, case, step, now)
    of = "延期" if press == "record_extension" else ""
    said = {"press": press, "step": step.value, "word": of + word("step", step)}
    return {**said, "signers": signers} if signers else None


def _witness(case: Case, who: Person) -> dict[str, Any] | None:
    """The signature that a second person may look at, on paper, before it is recorded."""
    step = case.next_step if case.next_step in APPROVAL_STEPS else case.extension_step
    others = _holds(who, case, Role.HEAD, Role.ARCHIVIST) and who.member_id != case.applicant_id
    return {"step": step, "word": word("step", step)} if step and others else None


def _signers(session: Session, case: Case, step: Step, now: Any) -> list[dict[str, Any]]:
    scope = scope_for(step, Place(room_id=case.room_id, unit_id=case.unit_id))
    ids = holders(session, role_for(step), scope, now)
    rows = session.exec(
        select(Member.id, Member.post, Member.name).where(col(Member.id).in_(ids))
    ).all()
    return [{"id": i, "word": f"{post}　{mask_name(name)}".strip("　")} for i, post, name in rows]
