"""The upload page behind the chat's link (上传页): for files above the chat's limit, of one list.

`GET`, `POST /upload/<token>` work without script; `POST /upload/<token>/parts` begins an upload that
goes on after a broken line, as `uploads` has it. Whoever is not signed in is asked to first.
"""

from __future__ import annotations

from aiohttp import web

from bot.channels.webchat.upload_link import UploadLink, live_upload
from bot.replies.dates import moment
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.answers import error_answer
from bot.web.handed_in import handed_in
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.pages.person import person, shown
from bot.web.pages.templates import page
from bot.web.posted import of_fields, posted
from bot.web.submissions.keep_by_link import GONE, keep_by_link
from bot.web.submissions.keep_picture import File, Received
from bot.web.submissions.read import seen
from bot.web.submissions.uploads import begin
from core.members.codes import token_hash

DONE = {"kind": "yes", "text": "已收下，这个上传页用完了。请回到聊天。"}


@admits(SIGNED)
async def get_link_upload(request: web.Request) -> web.Response:
    link = await _live(request)
    return _gone(request) if link is None else await _page(request, link, None)


@admits(SIGNED, csrf_inside=True)
async def post_link_upload(request: web.Request) -> web.Response:
    """One file by a plain form."""
    link = await _live(request)
    if link is None:
        return _gone(request)
    handed = await handed_in(request, "picture")
    demand_csrf(request, handed.fields.get("csrf", ""))
    form = of_fields(handed.fields)
    if handed.part is None:
        return await _page(request, link, {"kind": "ask", "text": "没有选文件。请选好再传。"})
    file = File(link.submission, 0, handed.declared, form.key_of("linked"), handed.name)
    received = await keep_by_link(request, link.token_hash, file, handed.chunks())
    return await _page(request, link, await _said(request, received))


@admits(SIGNED)
async def post_link_parts(request: web.Request) -> web.Response:
    """Announce a file that comes in parts."""
    link = await _live(request)
    if link is None:
        return error_answer(GONE)
    about = f"{link.submission}/0/{link.token_hash}"
    return begin(request, link.member_id, about, await posted(request))


async def _said(request: web.Request, received: Received) -> dict[str, str]:
    if not received.kept:
        return {"kind": "no", "text": f"没有收下：{received.said}"}
    left = await _live(request)
    if left is None:
        return DONE
    return {"kind": "yes", "text": f"已收下。还可以传 {left.files_left} 个。"}


async def _live(request: web.Request) -> UploadLink | None:
    hashed = token_hash(request.match_info["token"])
    dispatch, member_id = request.app[DISPATCH], request[PRINCIPAL].member_id or 0
    now = dispatch.clock.now()
    if INTAKE not in request.app:
        return None
    return await dispatch.ask(lambda session: live_upload(session, hashed, member_id, now))


def _gone(request: web.Request) -> web.Response:
    return notice_page(request, GONE, status=410)


async def _page(
    request: web.Request, link: UploadLink, notice: dict[str, str] | None
) -> web.Response:
    who = await person(request)
    found = await seen(request, who, link.submission)
    context = {
        **shown(request, who, "chat"),
        "address": request.path,
        "title": found.row.number or "草稿",
        "until": moment(link.expires_at),
        "most": request.app[INTAKE].limits.bytes_ // 1024**2,
        "open": notice is not DONE,
        "ref": link.submission,
        "notice": notice,
    }
    return page(request, "submissions/upload.html.j2", context)
