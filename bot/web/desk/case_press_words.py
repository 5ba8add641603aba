"""Words about a press on a case (办件按钮用语): what was done, what is missing, what the PIN is for."""

from __future__ import annotations

from bot.replies.words import word
from core.members.approval_change import ApprovalBy
from core.requests.case import Case

DONE = {
    "refuse_lines": "勾选的几行已按不予办理登记，其余照办。",
    "approve": "已记下签批，下一步会自动转给有关同志。",
    "record": "已代录纸质签批，原件请留存。",
    "make_ready": "已备妥，取档码从现在起可以出示。",
    "send_back": "已退回补正，对方填过的内容都还在。",
    "turn_down": "已按不予办理登记。",
    "withdraw": "已撤回。",
    "settle": "不符情况已处理，这一卷可以入库了。",
    "ask_extension": "已登记延期申请，接下来送单位分管领导签批。批准前仍按原定日期归还。",
    "extend": "已记下延期的签批。",
    "record_extension": "已代录延期的纸质签批，原件请留存。",
    "refuse_extension": "已登记不同意延期，对方会看到原因。",
    "withdraw_extension": "已撤回延期申请，仍按原定日期归还。",
    "recall": "已登记提前收回，并已告诉借阅单位。",
    "see_paper": "已记下您也见到原件。",
    "urge": "已提醒。同一件每天只提醒一次。",
    "certificate_agrees": "已核对一致，证明已编号，案卷可以入库。请到窗口打印、盖章、交付单位。",
    "certificate_differs": "已退回重拟。",
}


FIELDS = {
    "dossiers": "请先勾选不予办理的行，再点一次。没有改动任何内容。",
    "reason": "请写明原因，再点一次。",
    "remark": "请写明案卷怎么写，再点一次。",
    "days": "请填写延几个工作日，再点一次。",
    "due_on": "收回日期应在今天以后、原定归还日期以前，请改好再点一次。",
}


def action_words(case: Case, verb: str, of: str) -> str:
    """What the PIN is typed for, in a sentence."""
    if verb == "approve" and of == "unit_sign" and case.approval != ApprovalBy.ELECTRONIC:
        return f"确认您已在 {case.number} 纸质审批表上签字，并同意盖章。"
    if verb == "approve":
        return f"{case.number}：{word('step', of)}。"
    if verb == "extend":
        return f"{case.number}：同意借阅单位延期归还（{word('step', of)}）。"
    if verb == "recall":
        return f"{case.number}：提前收回借出的案卷。"
    return f"{case.number}：请确认由您本人办理。"
