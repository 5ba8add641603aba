"""Reading a submission with its names (调阅清单): a logged read first, the names afterwards."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import day, full_day
from bot.replies.gap_words import lacking
from bot.replies.words import word
from bot.web.keys import DISPATCH, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person
from bot.web.read_case import MINUTES_OF_ONE_READING, full_name
from core.collection.read_submission import ReadSubmission
from core.collection.submission_view import PieceSeen, SubmissionSeen, submission_seen
from core.errors import NotFound


async def seen(request: web.Request, who: Person, ref: str) -> SubmissionSeen:
    """The submission as its masked self. Raises NotFound."""

    def look(session: Session) -> SubmissionSeen:
        return submission_seen(session, ref, who.viewer)

    return await request.app[DISPATCH].ask(look)


async def read(request: web.Request, who: Person, ref: str, where: str) -> SubmissionSeen:
    """The submission, its reading logged; raises NotFound, also where that cannot be logged."""
    found = await seen(request, who, ref)
    now = request.app[DISPATCH].clock.now()
    slot = int(now.timestamp()) // (60 * MINUTES_OF_ONE_READING)
    key = f"read:{where}:{request[SIGNED_IN].ref}:{ref}:{slot}"[:80]
    command = ReadSubmission(submission=ref, where=where)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, key)
    if not outcome.done:
        raise NotFound
    return found


def piece_shown(piece: PieceSeen) -> dict[str, object]:
    """One line with the name on it: only after `read`."""
    about = f"{full_name(piece.name)}　{piece.dossier}" if piece.name else ""
    return {
        "serial": piece.serial,
        "title": lacking(piece.title, piece.occasion),
        "about": about,
        "name": full_name(piece.name) if piece.name else "",
        "formed": full_day(piece.formed_on),
        "formed_short": f"{piece.formed_on:%Y.%m.%d}" if piece.formed_on else "",
        "pages": piece.pages or "",
        "form": word("material_form", piece.form),
        "state": word("piece", piece.state),
        "missing": piece.state == "missing",
        "remark": piece.remark,
    }


def facts_of(found: SubmissionSeen) -> list[tuple[str, str]]:
    """What the page and the counter say of the whole."""
    row = found.row
    missing = f"，未见 {len(found.missing)} 份" if found.missing else ""
    counted = f"{row.pieces_counted} 份{missing}" if row.counted_at else ""
    return [
        ("移交方", found.sender),
        ("清单所列", f"{len(found.pieces)} 份"),
        ("移交时限", day(row.due_on) if row.due_on and not row.counted_at else ""),
        ("清点签收", f"{day(row.counted_at)}，{counted}" if row.counted_at else ""),
        ("移交人", row.handed_by),
        ("接收人", full_name(found.counted_by) if found.counted_by else ""),
        ("鉴别时限", day(row.inspect_by) if row.state == "counted_in" else ""),
    ]
