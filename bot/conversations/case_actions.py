"""Case actions (卡片按钮): which buttons a card offers to whom, in which state."""

from __future__ import annotations

from dataclasses import dataclass

from core.members.approval_change import ApprovalBy
from core.requests.case import Case
from core.requests.line import LineState
from core.requests.request import Mode, State, Step


@dataclass(frozen=True, slots=True)
class Action:
    """A verb of `case_presses`, or a page to open, with its label."""

    label: str
    verb: str = ""
    href: str = ""


def actions(case: Case, member_id: int, turn: list[int], *, of_unit: bool = False) -> list[Action]:
    """The card's buttons for this member; the first is the one to press at thumb height.

    `turn` are those who may take the next step, or the extension's; `of_unit` is a contact of the
    unit that asked, who stands in for the applicant while volumes are lent.
    """
    found: list[Action] = []
    if member_id in turn:
        found += _for_turn(case) if case.next_step else _for_extension(case)
    own = member_id == case.applicant_id
    if own:
        found += _for_applicant(case)
    if own or of_unit:
        found += _for_borrower(case)
        found += [Action("催办", "urge")] if turn and member_id not in turn else []
    return found


def _for_turn(case: Case) -> list[Action]:
    step = Step(case.next_step)
    away = [Action("退回补正", "send_back"), Action("不予办理", "turn_down")]
    if step is Step.MAKE_READY:
        return [Action("已备妥", "make_ready"), Action("退回补正", "send_back")]
    if step in (Step.UNIT_SIGN, Step.AUTHORITY_APPROVE):
        away.append(Action("委托他人", "delegate"))
    unprinted = case.form_printed_at is None and case.approval != ApprovalBy.ELECTRONIC
    if case.approval == ApprovalBy.PAPER or (step is Step.UNIT_SIGN and unprinted):
        return away
    return [Action(agree_word(case, step), f"approve:{step.value}"), *away]


def agree_word(case: Case, step: Step) -> str:
    """What a tap says: "I have signed the paper", or where the tap is the approval, "I agree"."""
    by_paper = step is Step.UNIT_SIGN and case.approval != ApprovalBy.ELECTRONIC
    return "确认已签批" if by_paper else "同意"


def _for_extension(case: Case) -> list[Action]:
    step = Step(case.extension_step)
    no = Action("不同意延期", "refuse_extension")
    if case.approval == ApprovalBy.PAPER:
        return [no]
    said = agree_word(case, step)
    return [Action("同意延期" if said == "同意" else said, f"extend:{step.value}"), no]


def _for_borrower(case: Case) -> list[Action]:
    """What the unit may ask while volumes are lent."""
    if all(line.state != LineState.LENT for line in case.lines):
        return []
    if case.extension_step:
        return [Action("撤回延期申请", "withdraw_extension")]
    return [Action("申请延期", "ask_extension")]


def _for_applicant(case: Case) -> list[Action]:
    form = Action("打印审批表", href=f"/forms/approval/{case.ref}")
    forms = [] if case.approval == ApprovalBy.ELECTRONIC else [form]
    match case.state:
        case State.SENT_BACK:
            return [Action("继续办理", "again"), Action("撤回", "withdraw")]
        case State.SUBMITTED:
            return [*forms, Action("撤回", "withdraw")]
        case State.UNIT_SIGNED | State.ROOM_REVIEWED | State.AUTHORITY_APPROVED:
            return [*forms, Action("撤回", "withdraw")]
        case State.READY if any(line.state == LineState.WAITING for line in case.lines):
            if case.mode == Mode.CERTIFY:
                return [Action("不办了", "withdraw")]
            slip = Action("打印取档单", href=f"/forms/slip/{case.ref}")
            return [Action("出示取档码", "show_code"), slip, Action("不办了", "withdraw")]
        case _:
            return []
