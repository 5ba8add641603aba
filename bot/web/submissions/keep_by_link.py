"""Keeping a file by an upload link (凭上传页链接收文件): it takes a place, and gives it back if not kept."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import web

from bot.channels.webchat.upload_link import give_back_place, take_place
from bot.replies.words import error_words
from bot.web.chat_pictures import tell_chat
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.submissions.keep_picture import File, Received, keep_picture

GONE = "upload_link_not_live"


async def keep_by_link(
    request: web.Request, hashed: str, file: File, chunks: AsyncIterator[bytes]
) -> Received:
    """As `keep_picture`; what was kept is told in the chat, where it began."""
    dispatch, member_id = request.app[DISPATCH], request[PRINCIPAL].member_id or 0
    now = dispatch.clock.now()
    if not await dispatch.work(lambda s: take_place(s, hashed, member_id, now)):
        return Received(False, error_words(GONE)[1])
    kept = False
    try:
        received = await keep_picture(request, file, chunks)
        kept = received.kept
    finally:
        if not kept:
            await dispatch.work(lambda s: give_back_place(s, hashed))
    if kept:
        await tell_chat(request, (file.submission, file.key), 1, [])
    return received
