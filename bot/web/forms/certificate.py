"""查核证明: printed from its template once another has checked it, with a stub that stays here."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import full_day, moment
from bot.web.access import SIGNED, admits
from bot.web.counter.modes import modes_of
from bot.web.forms.of_case import named_case
from bot.web.forms.sheet import back_to, printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.purpose_words import in_short
from bot.web.read_case import full_name
from core.certificates.certificate import Certificate
from core.certificates.hand_certificate import PrintCertificate
from core.errors import NotFound
from core.ids import opaque
from core.members.member import Member
from core.requests.case import Case


@admits(SIGNED)
async def get_certificate(request: web.Request) -> web.Response:
    """The certificate of this case; before it is checked there is nothing to print."""
    who, case = await named_case(request)
    dispatch = request.app[DISPATCH]
    modes = await dispatch.ask(lambda session: modes_of(session, case))
    found = modes.certificate
    if found is None:
        raise NotFound
    command = PrintCertificate(certificate=found.ref)
    outcome = await dispatch(request[PRINCIPAL], command, f"print:{opaque(24)}")
    if not outcome.done:
        return notice_page(request, outcome.code, status=409)
    names = await dispatch.ask(lambda session: _names(session, found))
    it = {**certificate(case, found, names), **_of_book(request, case, found)}
    return sheet(
        request, who, "certificate", back_to(who, case), {"it": it, "room": {"name": case.room}}
    )


def certificate(case: Case, found: Certificate, names: tuple[str, str]) -> dict[str, Any]:
    """What stands on the paper and on its stub."""
    line = case.lines[0]
    return {
        "number": found.number,
        "case": case.number,
        "unit": case.unit,
        "subject": full_name(line.subject),
        "post": line.subject_post,
        "dossier": line.dossier,
        "matter": case.matter,
        "finding": found.finding,
        "source": found.source,
        "looked_up_by": names[0],
        "checked_by": names[1],
        "received_by": found.received_by,
        "handed": moment(found.handed_at) if found.handed_at else "",
    }


def _of_book(request: web.Request, case: Case, found: Certificate) -> dict[str, str]:
    book = request.app[DISPATCH].law.book
    purpose = book.purposes.get(case.purpose)
    at = found.checked_at or request.app[DISPATCH].clock.now()
    return {
        "title": book.lists["certificates"].items.get(found.template, ""),
        "purpose": case.purpose_detail or (in_short(purpose.title) if purpose else ""),
        "date": full_day(at),
        "printed_at": printed_at(request),
    }


def _names(session: Session, found: Certificate) -> tuple[str, str]:
    both = [session.get(Member, it) for it in (found.looked_up_by, found.checked_by)]
    first, second = (member.name if member else "" for member in both)
    return first, second
