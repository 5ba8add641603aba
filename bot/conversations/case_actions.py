"""Case actions (卡片按钮): which buttons a card offers to whom, in which state."""

from __future__ import annotations

from dataclasses import dataclass

from core.requests.case import Case
from core.requests.line import LineState
from core.requests.request import State, Step


@dataclass(frozen=True, slots=True)
class Action:
    """A verb of `case_presses`, or a page to open, with its label."""

    label: str
    verb: str = ""
    href: str = ""


AGREE = {
    Step.UNIT_SIGN: "确认已签批",
    Step.ROOM_REVIEW: "同意",
    Step.AUTHORITY_APPROVE: "同意",
}


def actions(case: Case, member_id: int, turn: list[int]) -> list[Action]:
    """The card's buttons for this member; the first is the one to press at thumb height."""
    found: list[Action] = []
    if member_id in turn:
        found += _for_turn(case)
    if member_id == case.applicant_id:
        found += _for_applicant(case)
    return found


def _for_turn(case: Case) -> list[Action]:
    step = Step(case.next_step)
    if step is Step.UNIT_SIGN and case.form_printed_at is None:
        return [Action("退回补正", "send_back"), Action("不予办理", "turn_down")]
    if step is Step.MAKE_READY:
        return [Action("已备妥", "make_ready"), Action("退回补正", "send_back")]
    return [
        Action(AGREE[step], f"approve:{step.value}"),
        Action("退回补正", "send_back"),
        Action("不予办理", "turn_down"),
    ]


def _for_applicant(case: Case) -> list[Action]:
    form = Action("打印审批表", href=f"/forms/approval/{case.ref}")
    match case.state:
        case State.SENT_BACK:
            return [Action("继续办理", "again"), Action("撤回", "withdraw")]
        case State.SUBMITTED:
            return [form, Action("撤回", "withdraw")]
        case State.UNIT_SIGNED | State.ROOM_REVIEWED | State.AUTHORITY_APPROVED:
            return [form, Action("撤回", "withdraw")]
        case State.READY if any(line.state == LineState.WAITING for line in case.lines):
            slip = Action("打印取档单", href=f"/forms/slip/{case.ref}")
            return [Action("出示取档码", "show_code"), slip, Action("不办了", "withdraw")]
        case _:
            return []
