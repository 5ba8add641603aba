"""Pictures of a piece (预审图片), through a checked route: of one's own room, never kept by a browser."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session, col, select

from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.keys import DISPATCH, INTAKE
from core.collection.picture import Picture
from core.collection.submission import Submission
from core.errors import CodedError, NotFound
from core.files.stored_file import FileState, StoredFile

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@admits(SIGNED)
async def get_picture(request: web.Request) -> web.Response:
    """The clean copy. Raises NotFound for another room's, for an erased one, and for no staff."""
    who = await person_with(request, ROOM_STAFF)

    def look(session: Session) -> StoredFile | None:
        found = session.exec(
            select(StoredFile)
            .join(Picture, col(Picture.file_id) == StoredFile.id)
            .join(Submission, col(Submission.id) == Picture.submission_id)
            .where(
                StoredFile.ref == request.match_info["file"],
                StoredFile.state == FileState.KEPT,
                col(Submission.room_id).in_(who.rooms),
            )
        ).first()
        session.expunge_all()
        return found

    stored = await request.app[DISPATCH].ask(look)
    if stored is None:
        raise NotFound
    try:
        plain = await request.app[INTAKE].safe.open(stored)
    except CodedError as unreadable:
        raise NotFound from unreadable
    return web.Response(body=plain, content_type=stored.media_type, headers=HEADERS)
