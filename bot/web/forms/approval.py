"""The approval form (查（借）阅审批表): printing it is logged; it names people, as the paper must."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.replies.dates import day
from bot.replies.qr import qr_svg
from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.counter.scanned import form_code
from bot.web.forms.sheet import back_to, printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.pages.person import person
from bot.web.purpose_words import in_short
from bot.web.read_case import full_name, seen_case
from core.errors import NotFound
from core.ids import opaque
from core.requests.case import Case
from core.requests.line import GIVEN_UP
from core.requests.print_form import PrintForm
from rules.book import RuleBook

MOST_ON_FORM = 3
AVOIDANCE = "查（借）阅人与被查（借）阅人不存在亲属关系，不查阅本人档案；如有不实，愿承担责任。"


@admits(SIGNED)
async def get_approval(request: web.Request) -> web.Response:
    """The room's form with number and QR, for signature and seal."""
    who, ref = await _asked(request)
    command, dispatch = PrintForm(request=ref), request.app[DISPATCH]
    outcome = await dispatch(request[PRINCIPAL], command, f"print:{opaque(24)}")
    if outcome.code == "impossible_step":
        return notice_page(request, "impossible_step", status=409)
    case = await seen_case(request, who, ref) if outcome.done else None
    if case is None:
        raise NotFound
    form = approval_form(case, dispatch.law.of_room(case.room).book, printed_at(request))
    context = {"form": form, "room": {"name": case.room}}
    return sheet(request, who, "approval_form", back_to(who, case), context)


async def _asked(request: web.Request) -> tuple[Any, str]:
    who, ref = await person(request), request.match_info["ref"]
    if await seen_case(request, who, ref) is None:
        raise NotFound
    return who, ref


def approval_form(case: Case, book: RuleBook, printed: str) -> dict[str, Any]:
    """The form's fields, as the template states them."""
    code = form_code(case.ref)
    lend_days = book.periods["lend_default"].value
    return {
        "number": case.number,
        "short_code": f"表号末四位 {case.short}",
        "svg": qr_svg(code, on_paper=True),
        "printed_at": printed,
        "unit": case.unit,
        "contact": full_name(case.applicant),
        "phone": "",
        "readers": [_reader(reader) for reader in case.readers],
        "subjects": _subjects(case),
        "list_note": _list_note(case),
        "purposes": [
            {"word": in_short(purpose.title), "here": name == case.purpose}
            for name, purpose in book.purposes.items()
        ],
        "reason": case.purpose_detail or case.lending_reason,
        "scope": "不查阅，由档案室代查" if case.matter else case.classes or "全卷",
        "modes": [
            {"word": said, "here": code == case.mode} for code, said in words("mode").items()
        ],
        "copies": case.copies_named or None,
        "matter": case.matter or None,
        "term": f"{case.days_asked or lend_days} 个工作日" if case.mode == "lend" else None,
        "due": day(case.out_lines[0].due_on) if case.out_lines else None,
        "avoidance": AVOIDANCE,
        "opinions": _opinions(case),
    }


def _reader(reader: Any) -> dict[str, str]:
    return {
        "name": full_name(reader.name),
        "politics": "中共党员" if reader.is_party_member else "",
        "post": "组织人事干部" if reader.is_personnel else reader.exception,
        "card": reader.card_last4,
        "phone": "",
    }


def _subjects(case: Case) -> list[dict[str, str]]:
    """One row per cadre, however many volumes."""
    rows = {
        line.dossier: {
            "name": full_name(line.subject),
            "unit_post": f"{line.subject_post}（档案编号 {line.dossier}）",
            "authority": word("authority", line.authority),
        }
        for line in case.lines
        if line.state not in GIVEN_UP
    }
    return list(rows.values())


def _list_note(case: Case) -> str | None:
    """More people than the form has room for stand on a list behind it, signed like the form."""
    if len(case.still_asked) <= MOST_ON_FORM:
        return None
    return f"名单附后，共 {len(case.still_asked)} 人"


def _opinions(case: Case) -> list[dict[str, Any]]:
    unit = {"title": "单位负责人意见", "sentence": "查（借）阅人政治面貌属实，同意。", "seal": True}
    room = {"title": "档案管理部门意见", "sentence": "", "seal": True}
    authority = {"title": "部领导意见", "sentence": "", "seal": False}
    return [unit, room, authority] if case.authority_needed else [unit, room]
