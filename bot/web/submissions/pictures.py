"""Pictures of a list (预审图片): many at once by a plain form, shown through a checked route only."""

from __future__ import annotations

from aiohttp import web

from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.desk.shared import person_with
from bot.web.handed_in import HandedIn, handed_in_all
from bot.web.inspect.pictures import HEADERS
from bot.web.keys import DISPATCH, INTAKE
from bot.web.posted import of_fields
from bot.web.submissions.keep_picture import File, Received, keep_picture
from bot.web.submissions.listed import MAY_DRAFT
from bot.web.submissions.one_page import How, submission_page
from bot.web.submissions.read import seen
from core.collection.pictures import picture_file
from core.errors import CodedError, NotFound
from core.members.member import Role

MOST_AT_ONCE = 30
MAY_LOOK = MAY_DRAFT | {Role.HEAD}


@admits(SIGNED, csrf_inside=True)
async def post_pictures(request: web.Request) -> web.Response:
    """An album is one submission: one answer for all, and a sentence for each that was not kept."""
    who, ref = await person_with(request, MAY_DRAFT), request.match_info["ref"]
    await seen(request, who, ref)
    results: list[tuple[str, Received]] = []
    async for handed in handed_in_all(request, "picture", MOST_AT_ONCE):
        if not results:
            demand_csrf(request, handed.fields.get("csrf", ""))
        results.append((handed.name, await _keep(request, ref, handed, len(results))))
    return await submission_page(request, who, ref, How(notice=told(results)))


async def _keep(request: web.Request, ref: str, handed: HandedIn, nth: int) -> Received:
    form = of_fields(handed.fields)
    serial, key = serial_in(form.text("serial")), form.key_of(f"picture{nth}")
    file = File(ref, serial, handed.declared, key, handed.name)
    return await keep_picture(request, file, handed.chunks())


def serial_in(text: str) -> int:
    """Which piece of the list; 0 where nobody said."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def told(results: list[tuple[str, Received]]) -> dict[str, str]:
    """One sentence for the album, then each file that was not kept with its reason."""
    if not results:
        return {"kind": "ask", "text": "没有选文件。请选图片或 PDF 再传。"}
    kept = sum(it.kept for _, it in results)
    missed = "".join(f"“{name[:30]}”没有收下：{it.said}" for name, it in results if not it.kept)
    return {"kind": "yes" if kept else "no", "text": f"收到 {kept} 张。{missed}"}


@admits(SIGNED)
async def get_submission_picture(request: web.Request) -> web.Response:
    """The clean copy, for its sender and the room. Raises NotFound for anyone else's and erased ones."""
    who = await person_with(request, MAY_LOOK)
    ref, place = request.match_info["ref"], serial_in(request.match_info["place"])

    stored = await request.app[DISPATCH].ask(lambda s: picture_file(s, ref, place, who.viewer))
    if stored is None:
        raise NotFound
    try:
        plain = await request.app[INTAKE].safe.open(stored)
    except CodedError as unreadable:
        raise NotFound from unreadable
    return web.Response(body=plain, content_type=stored.media_type, headers=HEADERS)
