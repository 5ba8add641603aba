"""The way a case has gone and what lies ahead (办理经过), as steps of a timeline."""

from __future__ import annotations

from typing import Any

from bot.conversations.stage import stage_of
from bot.replies.dates import moment
from bot.replies.late_words import late_note, latest_note
from bot.replies.words import word
from core.requests.case import Case, CaseApproval
from core.requests.line import GIVEN_UP
from core.requests.request import ENDED, State

_EXITS = ENDED - {State.CLOSED} | {State.SENT_BACK}


def way_of(case: Case) -> list[dict[str, Any]]:
    """Every step in order: done with who and when, the one that waits, and those ahead."""
    steps = [_submitted(case), *_signed(case), _ready(case), _out(case), _back(case), _closed(case)]
    done = [step for step in steps if step["done"]]
    ahead = [{**step, "place": "ahead"} for step in steps if not step["done"]]
    told = [{**step, "place": "done"} for step in done]
    if case.state in _EXITS:
        return [*told, _exit(case)]
    if ahead:
        ahead[0] |= {"place": "here", "note": f"{stage_of(case)}{_by(case)}"}
    return told + ahead


def _step(title: str, state: str, when: str = "", who: str = "", note: str = "") -> Any:
    """A step is done when it has a moment."""
    said = {"title": title, "state": state, "when": when, "who": who, "note": note}
    return {**said, "done": bool(when)}


def _submitted(case: Case) -> Any:
    who, note = f"经办 {case.applicant}", late_note(case.entered_late_at)
    return _step("提交申请", "submitted", moment(case.submitted_at), who, note)


def _signed(case: Case) -> list[Any]:
    needed = [("unit_sign", "unit_signed"), ("room_review", "room_reviewed")]
    if case.authority_needed:
        needed.append(("authority_approve", "authority_approved"))
    latest = max((a.round for a in case.approvals), default=1)
    agreed = {
        a.step: a
        for a in case.approvals
        if a.verdict == "agreed" and a.round == latest and not a.extension
    }
    if case.state == State.SUBMITTED:
        agreed = {}  # a new round has begun
    return [_signature(name, state, agreed.get(name)) for name, state in needed]


def _signature(step: str, state: str, approval: CaseApproval | None) -> Any:
    if approval is None:
        return _step(word("step", step), state)
    who = f"{approval.post or '签批人'}　{approval.name}"
    return _step(word("step", step), state, moment(approval.at), who, word("way", approval.way))


def _ready(case: Case) -> Any:
    step = _step("备档", "ready", moment(case.state_since) if case.state == State.READY else "")
    return {**step, "done": case.state in (State.READY, State.CLOSED)}


def _out(case: Case) -> Any:
    out = [line.opened_at for line in case.lines if line.opened_at]
    kind = "lent" if case.mode == "lend" else "reading"
    whole = out and len(out) == len([it for it in case.lines if it.state not in GIVEN_UP])
    partly = "" if not out or whole else f"已交接 {len(out)} 卷"
    late = latest_note(*(line.opened_late_at for line in case.lines))
    note = "；".join(part for part in (partly, late) if part)
    return _step("出库交接", kind, moment(min(out)) if out else "", note=note)


def _back(case: Case) -> Any:
    lines = [line for line in case.lines if line.state not in GIVEN_UP]
    back = [line.closed_at for line in lines if line.closed_at]
    if len(back) < len(lines) or not lines:
        return _step("归还，当面清点", "returned")
    note = latest_note(*(line.returned_late_at for line in lines))
    return _step("归还，当面清点", "returned", moment(max(back)), note=note)


def _closed(case: Case) -> Any:
    closed = case.state == State.CLOSED
    return _step("办结，原件入册", "closed", moment(case.state_since) if closed else "")


def _exit(case: Case) -> Any:
    step = _step(word("state", case.state), case.state, moment(case.state_since), note=case.note)
    return {**step, "place": "here"}


def _by(case: Case) -> str:
    return f"，时限 {moment(case.due_at)}" if case.due_at and case.state == "submitted" else ""
