"""Uploads that go on (断点续传): begin, ask how far it is, send the rest; the last byte keeps it.

`POST …/uploads` {size, type, serial} → {upload, offset}; `PATCH /uploads/<upload>` with
`Upload-Offset`, `Upload-Name` and bytes → {offset} and, when whole, {kept, said}; `GET` asks. A restart
of the house changes nothing of it; what nobody goes on with for an hour is gone: 404.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from urllib.parse import unquote

from aiohttp import web

from bot.replies.file_reasons import file_sentence
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.answers import error_answer, json_answer
from bot.web.desk.shared import person_with
from bot.web.keys import DISPATCH, INTAKE, UPLOADS
from bot.web.posted import Posted, posted
from bot.web.submissions.keep_by_link import keep_by_link, tell_kept
from bot.web.submissions.keep_picture import File, keep_picture, kept_before
from bot.web.submissions.listed import MAY_DRAFT
from bot.web.submissions.pictures import serial_in
from bot.web.submissions.read import seen
from core.errors import NotFound
from core.files.partial import Partial
from core.files.partial_head import LONGEST_DECLARED, Head

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
    if size < 1:
        return json_answer({"message": file_sentence("empty")}, 400)
    if size > request.app[INTAKE].limits.bytes_:
        return json_answer({"message": file_sentence("too_large")}, 413)
    declared = form.text("type")[:LONGEST_DECLARED]
    head = Head(member_id=member_id, about=about, declared=declared, size=size)
    token = request.app[UPLOADS].begin(head, request.app[DISPATCH].clock.now())
    if token is None:
        return error_answer("too_many")
    return json_answer({"upload": token, "offset": 0}, 201)


@admits(SIGNED)
async def get_upload(request: web.Request) -> web.Response:
    """How many bytes have arrived. Raises NotFound for an upload that is not one's own."""
    offset = request.app[UPLOADS].offset(*await _asked(request))
    if offset is None:
        raise NotFound
    return json_answer({"offset": offset})


@admits(SIGNED, csrf_inside=True)
async def patch_upload(request: web.Request) -> web.Response:
    """Bytes from an offset on. What has arrived before the line breaks stays."""
    asked = await _asked(request)
    try:
        with request.app[UPLOADS].held(*asked) as upload:
            if upload is None:
                raise NotFound
            demand_csrf(request, "")
            return await _go_on(request, upload)
    except BlockingIOError:
        return json_answer({"offset": request.app[UPLOADS].offset(*asked)}, 409)


async def _go_on(request: web.Request, upload: Partial) -> web.Response:
    if request.headers.get("Upload-Offset", "") != str(upload.offset):
        return json_answer({"offset": upload.offset}, 409)
    clock = request.app[DISPATCH].clock
    async for chunk in request.content.iter_chunked(CHUNK):
        upload.write(chunk, clock.now())
        if upload.whole:
            break
    await asyncio.to_thread(upload.settle)
    if not upload.whole:
        return json_answer({"offset": upload.offset})
    return await _keep(request, upload)


async def _keep(request: web.Request, upload: Partial) -> web.Response:
    ref, serial, *link = upload.head.about.split("/")
    # The sender still has the file: its name comes along, so that it need not be kept meanwhile.
    name = unquote(request.headers.get("Upload-Name", ""))
    file = File(ref, int(serial), upload.head.declared, f"upload:{upload.token}", name)
    received = await kept_before(request, file.key)
    if received is None and link:
        received = await keep_by_link(request, link[0], file, upload.chunks())
    elif received is None:
        received = await keep_picture(request, file, upload.chunks())
    elif link and received.kept:
        await tell_kept(request, file)
    request.app[UPLOADS].end(upload)
    return json_answer({"offset": upload.head.size, "kept": received.kept, "said": received.said})


async def _asked(request: web.Request) -> tuple[str, int, datetime]:
    """The upload's token, whose it must be, and now."""
    who = await person_with(request, MAY_DRAFT)
    return request.match_info["upload"], who.member_id, request.app[DISPATCH].clock.now()
