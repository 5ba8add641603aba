"""The case page's parts (办件各栏): volumes, readers, signatures, papers; masked unless read aloud."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.replies.counted import counted
from bot.replies.dates import day, moment
from bot.replies.render import render
from bot.replies.words import word
from bot.web.counter.counting import part_of
from bot.web.desk.rows import HOLDERS
from bot.web.desk.way import way_of
from bot.web.purpose_words import purpose_words
from bot.web.read_case import full_name
from core.masked import Masked
from core.requests.case import Case, CaseLine
from core.requests.issue_paper import ANSWERABLE
from core.requests.line import GIVEN_UP, LineState
from core.requests.request import ENDED, Mode, State
from rules.book import RuleBook


def case_context(
    case: Case, book: RuleBook, now: datetime, *, named: bool, turn: bool, keeps: bool
) -> dict[str, Any]:
    """Everything that the template states, without the buttons and the decision."""

    def said(name: Masked) -> str:
        return full_name(name) if named else str(name)

    return {
        "case": _head(case, book, now, turn),
        "named": named,
        "steps": way_of(case),
        "lines": [_line(case, line, now, said(line.subject)) for line in case.lines],
        "readers": [
            {
                "name": said(reader.name),
                "unit": case.unit,
                "post": "组织人事干部" if reader.is_personnel else reader.exception,
                "politics": "中共党员" if reader.is_party_member else "",
                "card": reader.card_last4,
            }
            for reader in case.readers
        ],
        "approvals": [_approval(approval, said(approval.name)) for approval in case.approvals],
        "papers": _papers(case, keeps, now),
    }


def _head(case: Case, book: RuleBook, now: datetime, turn: bool) -> dict[str, Any]:
    purpose = purpose_words(book, case.purpose)
    what = "，".join(part for part in (purpose, case.purpose_detail, case.classes) if part)
    due = case.out_lines[0].due_on if case.out_lines else None
    return {
        "id": case.ref,
        "case": case.number,
        "state": "overdue" if case.overdue_on(now) else case.shown_state,
        "kind": word("mode", case.mode),
        "opened": moment(case.submitted_at),
        "unit": case.unit,
        "what": what,
        "counted": counted(case),
        "deadline": day(due) or (moment(case.due_at) if case.state == State.SUBMITTED else ""),
        "next": "".join(render("what_next", case=case, turn=turn, now=now)),
        "version": case.version,
        "post_to": f"/desk/cases/{case.ref}",
    }


def _line(case: Case, line: CaseLine, now: datetime, subject: str) -> dict[str, Any]:
    late = line in case.out_lines and line.due_on is not None and case.overdue_on(now)
    in_store = line.state in ("waiting", "checked", *GIVEN_UP)
    holder = f"库房 {line.slot}" if in_store and line.slot else HOLDERS.get(line.state, "库房")
    return {
        "number": line.dossier,
        "part": part_of(line),
        "subject": subject,
        "state": "overdue" if late else {"dropped": "cancelled"}.get(line.state, line.state),
        "due": day(line.due_on) if line in case.out_lines else "",
        "holder": holder,
        "discrepancy": word("discrepancy", line.discrepancy) if line.discrepancy else "",
        "refused": "：".join(part for part in (line.refused_by, line.reason) if part),
        "label": line.label,
        "late": "补录" if line.opened_late_at or line.returned_late_at else "",
    }


def _approval(approval: Any, name: str) -> dict[str, str]:
    verdict = "" if approval.verdict == "agreed" else f"{word('verdict', approval.verdict)}："
    behalf = f"（受{approval.on_behalf_of}委托）" if approval.on_behalf_of else ""
    return {
        "step": ("延期" if approval.extension else "") + word("step", approval.step),
        "signed_by": f"{approval.post}　{name}{behalf}".strip("　"),
        "how": verdict + (approval.reason if verdict else word("way", approval.way)),
        "recorded_by": approval.recorded_by,
        "seen_by": approval.seen_by,
        "at": moment(approval.at),
    }


def _papers(case: Case, keeps: bool, now: datetime) -> list[dict[str, str]]:
    """The form while it is under way; the room's own papers for whoever keeps the counter."""
    own = _room_papers(case, now) if keeps else []
    if case.state in ENDED:
        return own
    form = {
        "label": "查（借）阅审批表",
        "number": case.number,
        "href": f"/forms/approval/{case.ref}",
    }
    waits = any(line.state == LineState.WAITING for line in case.lines)
    if not keeps or case.state != State.READY or not waits or case.mode == Mode.CERTIFY:
        return [form, *own]
    slip = {"label": "取档单", "number": "没有手机时用", "href": f"/forms/slip/{case.ref}"}
    labels = {"label": "档案标签", "number": "", "href": f"/forms/labels?case={case.ref}"}
    return [form, slip, labels, *own]


def _room_papers(case: Case, now: datetime) -> list[dict[str, str]]:
    """What a return, a late return or an answer is written on."""
    found = _of_mode(case)
    if case.out_lines:
        found.append(_paper("归还核对单", "两人当面清点用", f"/forms/return-check/{case.ref}"))
    if case.overdue_on(now):
        found.append(_paper("催还单", "送达单位", f"/forms/return-notice/{case.ref}"))
    if case.mode == Mode.CERTIFY and case.state in ANSWERABLE:
        found.append(_paper("介绍情况复函", "不提供原件时用", f"/forms/reply/{case.ref}"))
    return found


def _paper(label: str, number: str, href: str) -> dict[str, str]:
    return {"label": label, "number": number, "href": href}


def _of_mode(case: Case) -> list[dict[str, str]]:
    """The mode's own paper, once a volume has moved."""
    moved = any(line.opened_at is not None for line in case.lines)
    if case.mode == Mode.LEND and moved:
        return [_paper("借条", "一式两联", f"/forms/loan-slip/{case.ref}")]
    if case.mode == Mode.CERTIFY and moved and all(it.state == "checked" for it in case.lines):
        return [_paper("查核证明", "核对后打印盖章", f"/forms/certificate/{case.ref}")]
    return []
