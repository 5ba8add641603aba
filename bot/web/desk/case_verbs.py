"""What a press on a case means (办件按钮): the form's fields as a command of the core."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.web.posted import Posted
from core.certificates.check_certificate import CheckCertificate
from core.command import Command
from core.custody.approve_extension import (
    ApproveExtension,
    RecordPaperExtension,
)
from core.custody.ask_extension import AskExtension
from core.custody.check_return import SettleDiscrepancy
from core.custody.end_extension import TurnDownExtension, WithdrawExtension
from core.custody.recall_loan import RecallLoan
from core.requests.approve import ApproveRequest, RecordPaperApproval
from core.requests.make_ready import MakeReady
from core.requests.refuse_lines import RefuseLines
from core.requests.see_paper import SeePaper
from core.requests.turn_away import SendBackRequest, TurnDownRequest
from core.requests.urge_case import UrgeCase
from core.requests.withdraw_request import WithdrawRequest


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
