"""Keeping a file by an upload link (凭上传页链接收文件): it holds a place meanwhile, and uses it up when kept."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import web
from sqlmodel import Session

from bot.channels.webchat.upload_place import give_back_place, take_place, use_place
from bot.replies.words import error_words
from bot.web.chat_pictures import tell_chat
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.submissions.keep_picture import File, Received, keep_picture
from core.outcome import Outcome

GONE = "upload_link_not_live"


async def keep_by_link(
    request: web.Request, hashed: str, file: File, chunks: AsyncIterator[bytes]
) -> Received:
    """As `keep_picture`; what was kept is told in the chat, where it began."""
    dispatch, member_id = request.app[DISPATCH], request[PRINCIPAL].member_id or 0
    now = dispatch.clock.now()
    if not await dispatch.work(lambda s: take_place(s, (hashed, file.key), member_id, now)):
        return Received(False, error_words(GONE)[1])

    def beside(session: Session, outcome: Outcome) -> None:
        if outcome.done:
            use_place(session, hashed, file.key)

    try:
        received = await keep_picture(request, file, chunks, beside)
    finally:
        # Of what was kept no place is held any more.
        await dispatch.work(lambda s: give_back_place(s, hashed, file.key))
    if received.kept:
        await tell_kept(request, file)
    return received


async def tell_kept(request: web.Request, file: File) -> None:
    """In the chat, once."""
    await tell_chat(request, (file.submission, file.key), 1, [])
