"""A page of a digital copy on the readers' desk (看数字副本): judged, logged and marked each time.

The picture stands in the page itself and has no address of its own: nothing to open again once the
reading is over, nothing for the browser to keep, no file to fetch.
"""

from __future__ import annotations

import asyncio
import base64
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import moment
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.case_page import case_page
from bot.web.desk.shared import LABELS, desk_shown, person_with
from bot.web.framed import FRAMED
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.read_case import full_name, read_case, seen_case
from bot.web.told import audience_over, sentence, told_reasons
from core.clock import SHANGHAI, local_date
from core.errors import CodedError, NotFound
from core.files.marked_view import VIEW_TYPE, marked_view
from core.files.stored_file import StoredFile
from core.ids import opaque
from core.outcome import Outcome
from core.requests.case import Case
from core.requests.request import Request
from core.scans.read_scan import ReadScan
from core.scans.reading import images_to_read
from core.scans.scan_image import ScanImage

HEADERS = {"Cache-Control": "no-store", "Content-Disposition": "inline"}
ELSEWHERE = (
    "数字副本不在 Telegram 里打开。请在档案室的电脑上登录案头，打开这一件，再点“看数字副本”。"
)
# Decoding a page takes tens of megabytes; the next one waits.
_PLACES = asyncio.Semaphore(2)


@admits(SIGNED)
async def get_scan(request: web.Request) -> web.Response:
    """Raises NotFound for another room's case or image; inside Telegram there is a sentence instead."""
    who, ref = await person_with(request, LABELS), request.match_info["ref"]
    case = await seen_case(request, who, ref)
    if case is None:
        raise NotFound
    if request[SIGNED_IN].opened_in or request.get(FRAMED, False):
        return await _said(request, who, case, ELSEWHERE, 403)
    command = ReadScan(request=ref, image=request.match_info["image"])
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, opaque(24))
    if not outcome.done:
        return await _not_shown(request, who, case, outcome)
    named = await read_case(request, who, ref, "desk")
    if named is None:
        raise NotFound
    return await _shown(request, who, named, outcome)


async def _not_shown(
    request: web.Request, who: Person, case: Case, outcome: Outcome
) -> web.Response:
    if outcome.code in ("not_found", "forbidden"):
        raise NotFound
    if outcome.status == "refused":
        reasons = told_reasons(outcome, audience_over(who, case.room_id))
        refusal = {"title": "现在不能看数字副本", "intro": "", "reasons": reasons}
        response = await case_page(request, who, case.ref, refusal=refusal)
    else:
        return await _said(request, who, case, sentence(outcome), 409)
    response.set_status(409)
    return response


async def _said(
    request: web.Request, who: Person, case: Case, text: str, status: int
) -> web.Response:
    response = await case_page(request, who, case.ref, notice={"kind": "no", "text": text})
    response.set_status(status)
    return response


async def _shown(request: web.Request, who: Person, case: Case, outcome: Outcome) -> web.Response:
    at = datetime.fromisoformat(str(outcome.data["at"]))
    found = await request.app[DISPATCH].ask(lambda session: _found(session, request, at))
    names = "、".join(full_name(reader.name) for reader in case.readers)
    picture = await _picture(request, found.pop("file"), _mark(names, case, who, at))
    context = {
        **desk_shown(request, who, "cases"),
        **found,
        "case": {"id": case.ref, "number": case.number},
        "picture": f"data:{VIEW_TYPE};base64,{base64.b64encode(picture).decode()}",
        "mark": f"{names}　{moment(at)}",
    }
    response = page(request, "scans/read.html.j2", context)
    response.headers.update(HEADERS)
    return response


def _mark(names: str, case: Case, who: Person, at: datetime) -> str:
    """In the picture: its readers, the case, whose desk it was, the moment."""
    return f"{names} {case.number} {who.number} {at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


async def _picture(request: web.Request, stored: StoredFile, mark: str) -> bytes:
    if INTAKE not in request.app:
        raise NotFound
    try:
        plain = await request.app[INTAKE].safe.open(stored)
    except CodedError as unreadable:
        raise NotFound from unreadable
    async with _PLACES:
        return await asyncio.to_thread(marked_view, plain, mark)


def _found(session: Session, request: web.Request, at: datetime) -> dict[str, Any]:
    """The image's file and place, and its neighbours within what may be read."""
    image, file = session.exec(
        select(ScanImage, StoredFile)
        .join(StoredFile, col(StoredFile.id) == ScanImage.file_id)
        .where(ScanImage.ref == request.match_info["image"])
    ).one()
    asked = session.exec(select(Request).where(Request.ref == request.match_info["ref"])).one()
    listed = images_to_read(session, asked, local_date(at))
    refs = [it.ref for _, it in listed]
    here = refs.index(image.ref) if image.ref in refs else -1
    shown = {
        "file": file,
        "where": f"{word('class', image.class_code)}　序号 {image.serial}　第 {image.page} 页",
        "image_set": word("image_set", image.image_set),
        "before": refs[here - 1] if here > 0 else "",
        "after": refs[here + 1] if 0 <= here < len(refs) - 1 else "",
        "position": f"第 {here + 1} 张，共 {len(refs)} 张" if here >= 0 else "",
    }
    session.expunge_all()
    return shown
