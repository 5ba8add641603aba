"""Uploads that go on (断点续传): begin, ask how far it is, send the rest; the last byte keeps it.

`POST …/uploads` {size, type, serial} → {upload, offset}; `PATCH /uploads/<upload>` with
`Upload-Offset`, `Upload-Name` and bytes → {offset} and, when whole, {kept, said}; `GET` asks. After a crash of the
house there is no such upload: 404, and the sender begins anew.
"""

from __future__ import annotations

from urllib.parse import unquote

from aiohttp import web

from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.answers import error_answer, json_answer
from bot.web.desk.shared import person_with
from bot.web.keys import DISPATCH, INTAKE, UPLOADS
from bot.web.posted import Posted, posted
from bot.web.submissions.keep_by_link import keep_by_link
from bot.web.submissions.keep_picture import File, keep_picture
from bot.web.submissions.listed import MAY_DRAFT
from bot.web.submissions.pictures import serial_in
from bot.web.submissions.read import seen
from core.errors import NotFound
from core.files.partial import Partial

CHUNK = 65536


@admits(SIGNED)
async def post_upload(request: web.Request) -> web.Response:
    """Announce a file of so many bytes."""
    who, form = await person_with(request, MAY_DRAFT), await posted(request)
    ref = request.match_info["ref"]
    await seen(request, who, ref)
    return begin(request, who.member_id, f"{ref}/{serial_in(form.text('serial'))}", form)


def begin(request: web.Request, member_id: int, about: str, form: Posted) -> web.Response:
    """`about` is <list>/<piece>, and behind an upload link its hash besides."""
    size = form.number("size")
    if not 0 < size <= request.app[INTAKE].limits.bytes_:
        return error_answer("too_large")
    now = request.app[DISPATCH].clock.now()
    begun = request.app[UPLOADS].begin(member_id, about, form.text("type")[:60], size, now)
    if begun is None:
        return error_answer("too_many")
    return json_answer({"upload": begun.token, "offset": 0}, 201)


@admits(SIGNED)
async def get_upload(request: web.Request) -> web.Response:
    """How many bytes have arrived."""
    return json_answer({"offset": (await _own(request)).offset})


@admits(SIGNED, csrf_inside=True)
async def patch_upload(request: web.Request) -> web.Response:
    """Bytes from an offset on. What has arrived before the line breaks stays."""
    upload = await _own(request)
    demand_csrf(request, "")
    offset = request.headers.get("Upload-Offset", "")
    if upload.busy or offset != str(upload.offset):
        return json_answer({"offset": upload.offset}, 409)
    upload.busy = True
    try:
        await _take(request, upload)
        if not upload.whole:
            return json_answer({"offset": upload.offset})
        return await _keep(request, upload)
    finally:
        upload.busy = False


async def _take(request: web.Request, upload: Partial) -> None:
    clock = request.app[DISPATCH].clock
    async for chunk in request.content.iter_chunked(CHUNK):
        upload.write(chunk, clock.now())
        if upload.whole:
            return


async def _keep(request: web.Request, upload: Partial) -> web.Response:
    ref, serial, *link = upload.about.split("/")
    # The sender still has the file: its name comes along, so that it need not be kept meanwhile.
    name = unquote(request.headers.get("Upload-Name", ""))
    file = File(ref, int(serial), upload.declared, f"upload:{upload.token}", name)
    if link:
        received = await keep_by_link(request, link[0], file, upload.chunks())
    else:
        received = await keep_picture(request, file, upload.chunks())
    request.app[UPLOADS].end(upload)
    return json_answer({"offset": upload.size, "kept": received.kept, "said": received.said})


async def _own(request: web.Request) -> Partial:
    """One's own upload; raises NotFound for any other."""
    who = await person_with(request, MAY_DRAFT)
    now = request.app[DISPATCH].clock.now()
    found = request.app[UPLOADS].find(request.match_info["upload"], who.member_id, now)
    if found is None:
        raise NotFound
    return found
