"""Presses on the case page (办件办理): approve, send back, record, make ready, settle, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aiohttp import web

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.case_page import case_page
from bot.web.desk.confirm import Ask, confirmed, sure_page
from bot.web.desk.shared import CASES, person_with
from bot.web.pages.person import Person
from bot.web.posted import Posted, posted
from bot.web.read_case import seen_case
from bot.web.told import audience_over, sentence, told_reasons, told_warnings
from core.certificates.check_certificate import CheckCertificate
from core.command import Command
from core.custody.approve_extension import (
    EXTENSION_STEPS,
    ApproveExtension,
    RecordPaperExtension,
)
from core.custody.ask_extension import AskExtension
from core.custody.check_return import SettleDiscrepancy
from core.custody.end_extension import TurnDownExtension, WithdrawExtension
from core.custody.recall_loan import RecallLoan
from core.errors import NotFound
from core.members.approval_change import ApprovalBy
from core.outcome import Outcome
from core.requests.approve import APPROVAL_STEPS, ApproveRequest, RecordPaperApproval
from core.requests.case import Case
from core.requests.make_ready import MakeReady
from core.requests.refuse_lines import RefuseLines
from core.requests.see_paper import SeePaper
from core.requests.turn_away import SendBackRequest, TurnDownRequest
from core.requests.urge_case import UrgeCase
from core.requests.withdraw_request import WithdrawRequest

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


def _approve(ref: str, step: str, form: Posted) -> Command:
    return ApproveRequest(request=ref, step=step, seen_version=form.number("version"))


def _record(ref: str, step: str, form: Posted) -> Command:
    return RecordPaperApproval(
        request=ref,
        step=step,
        signed_by=form.number("signed_by"),
        seen_version=form.number("version"),
    )


def _make_ready(ref: str, _: str, form: Posted) -> Command:
    return MakeReady(request=ref, seen_version=form.number("version"))


def _send_back(ref: str, _: str, form: Posted) -> Command:
    return SendBackRequest(request=ref, reason=_reason(form), seen_version=form.number("version"))


def _turn_down(ref: str, _: str, form: Posted) -> Command:
    return TurnDownRequest(request=ref, reason=_reason(form), seen_version=form.number("version"))


def _withdraw(ref: str, _: str, form: Posted) -> Command:
    return WithdrawRequest(request=ref)


def _refuse_lines(ref: str, _: str, form: Posted) -> Command:
    return RefuseLines(
        request=ref,
        dossiers=tuple(name[5:] for name in form.fields if name.startswith("line.")),
        reason=form.text("reason"),
        seen_version=form.number("version"),
    )


def _settle(ref: str, label: str, form: Posted) -> Command:
    return SettleDiscrepancy(label=label, resolution=form.text("resolution"))


def _ask_extension(ref: str, _: str, form: Posted) -> Command:
    text, seen = form.text("days"), form.number("version")
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    return AskExtension(request=ref, days=days, reason=form.text("why"), seen_version=seen)


def _extend(ref: str, step: str, form: Posted) -> Command:
    return ApproveExtension(request=ref, step=step, seen_version=form.number("version"))


def _record_extension(ref: str, step: str, form: Posted) -> Command:
    signed_by, seen = form.number("signed_by"), form.number("version")
    return RecordPaperExtension(request=ref, step=step, signed_by=signed_by, seen_version=seen)


def _refuse_extension(ref: str, _: str, form: Posted) -> Command:
    return TurnDownExtension(request=ref, reason=_reason(form), seen_version=form.number("version"))


def _withdraw_extension(ref: str, _: str, form: Posted) -> Command:
    return WithdrawExtension(request=ref, seen_version=form.number("version"))


def _recall(ref: str, _: str, form: Posted) -> Command:
    seen = form.number("version")
    return RecallLoan(
        request=ref, due_on=_day(form.text("day")), reason=form.text("cause"), seen_version=seen
    )


def _day(text: str) -> date:
    """A day as the browser writes it; what is none lies in the past and is refused as such."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _see_paper(ref: str, step: str, form: Posted) -> Command:
    return SeePaper(request=ref, step=step, seen_version=form.number("version"))


def _urge(ref: str, _: str, form: Posted) -> Command:
    return UrgeCase(request=ref)


def _agrees(_ref: str, certificate: str, form: Posted) -> Command:
    return CheckCertificate(certificate=certificate, agrees=True)


def _differs(_ref: str, certificate: str, form: Posted) -> Command:
    remark = form.text("remark")
    return CheckCertificate(certificate=certificate, agrees=False, remark=remark)


def _reason(form: Posted) -> str:
    return "；".join(part for part in (form.text("usual"), form.text("reason")) if part)


VERBS: dict[str, Callable[[str, str, Posted], Command]] = {
    "approve": _approve,
    "record": _record,
    "make_ready": _make_ready,
    "send_back": _send_back,
    "turn_down": _turn_down,
    "withdraw": _withdraw,
    "settle": _settle,
    "ask_extension": _ask_extension,
    "extend": _extend,
    "record_extension": _record_extension,
    "refuse_extension": _refuse_extension,
    "withdraw_extension": _withdraw_extension,
    "recall": _recall,
    "see_paper": _see_paper,
    "urge": _urge,
    "refuse_lines": _refuse_lines,
    "certificate_agrees": _agrees,
    "certificate_differs": _differs,
}


@admits(SIGNED)
async def post_case_page(request: web.Request) -> web.Response:
    """One press on the case as it was shown."""
    who, form = await person_with(request, CASES), await posted(request)
    case = await seen_case(request, who, request.match_info["ref"])
    verb, _, of = form.text("press").partition(":")
    if case is None or not _is_step(case, verb, of):
        raise NotFound
    if verb == "withdraw" and form.text("sure") != "yes":
        return sure_page(request, who, _withdrawing(case))
    command = VERBS[verb](case.ref, of, form)
    outcome = await confirmed(request, who, form, command, _ask(case, form, verb, of))
    if isinstance(outcome, web.Response):
        return outcome
    return await _after(request, who, case, outcome, verb)


def _withdrawing(case: Case) -> Ask:
    here = f"/desk/cases/{case.ref}"
    return Ask(
        f"撤回 {case.number}。撤回后这一件就结束了。", here, here, label="撤回", press="withdraw"
    )


def _is_step(case: Case, verb: str, of: str) -> bool:
    """Whether the press names something that this case could have offered."""
    if verb in ("approve", "record", "see_paper"):
        return of in APPROVAL_STEPS
    if verb in ("extend", "record_extension"):
        return of in EXTENSION_STEPS
    if verb == "settle":
        return of in {line.label for line in case.lines}
    return verb in VERBS


def _ask(case: Case, form: Posted, verb: str, of: str) -> Ask:
    here = f"/desk/cases/{case.ref}"
    carry = tuple(
        (name, form.text(name)) for name in ("version", "day", "cause") if form.text(name)
    )
    action = _action(case, verb, of)
    return Ask(action, here, here, carry, "确认", form.text("press"))


def _action(case: Case, verb: str, of: str) -> str:
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


async def _after(
    request: web.Request, who: Person, case: Case, outcome: Outcome, verb: str
) -> web.Response:
    audience = audience_over(who, case.room_id)
    if outcome.done:
        warned = [f"请注意：{title}。" for title in told_warnings(outcome, audience)]
        notice = {"kind": "yes", "text": "".join([DONE[verb], *warned])}
        return await case_page(request, who, case.ref, notice=notice)
    if outcome.status == "refused":
        reasons = told_reasons(outcome, audience)
        refusal = {"title": "暂不能往下办", "intro": "没有改动任何内容。", "reasons": reasons}
        return await case_page(request, who, case.ref, refusal=refusal)
    text = FIELDS.get(str(outcome.data.get("field"))) or sentence(outcome)
    return await case_page(request, who, case.ref, notice={"kind": "no", "text": text})
