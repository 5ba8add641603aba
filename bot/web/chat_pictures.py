"""Pictures from the chat page (聊天传图): kept on the contact's open list, one answer for the album.

Only where the channel's level is `files`; else the answer is how to hand material in. What is too
large for the chat is answered with a link to an upload page: the browser goes there at once, since
a link that is kept in the chat would be kept by us.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web
from sqlmodel import Session

from bot.channels.webchat.deliver import NAME
from bot.channels.webchat.upload_link import upload_link
from bot.conversations.pictures_sent import Told, answered, open_list
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.answers import outcome_answer
from bot.web.handed_in import HandedIn, handed_in_all
from bot.web.keys import DISPATCH, HUB, INTAKE, PRINCIPAL
from bot.web.pages.person import Person, person
from bot.web.posted import of_fields
from bot.web.submissions.keep_picture import File, keep_picture
from core.collection.draft_submission import DraftSubmission
from core.inbox.inbound import Inbound
from core.members.member import Role

MOST_AT_ONCE = 30
MOST_BYTES = 20 * 1024**2  # of one file in a chat
TOO_LARGE = "超过 20 MB，聊天里收不下，没有保存。请在已打开的上传页传。"


class TooLargeForChat(Exception):
    """The file has more than MOST_BYTES."""


@dataclass(slots=True)
class Album:
    """What became of the files of one form."""

    kept: int = 0
    missed: list[Told] = field(default_factory=list)
    too_large: int = 0

    @property
    def total(self) -> int:
        return self.kept + len(self.missed)


def may_send(request: web.Request, who: Person) -> bool:
    """A unit's contact, where this channel may carry files and the house can keep them."""
    level = request.app[DISPATCH].law.book.disclosure[NAME]
    return level == "files" and INTAKE in request.app and _unit_of(who) is not None


def _unit_of(who: Person) -> int | None:
    own = (it.unit_id for it in who.grants if it.role == Role.UNIT_CONTACT)
    return next((it for it in own if it is not None), None)


@admits(SIGNED, csrf_inside=True)
async def post_chat_pictures(request: web.Request) -> web.Response:
    """Without script too; the answer stands in the chat."""
    who = await person(request)
    album, key, ref = Album(), "", ""
    async for handed in handed_in_all(request, "picture", MOST_AT_ONCE):
        if not key:
            demand_csrf(request, handed.fields.get("csrf", ""))
            key = of_fields(handed.fields).key
            ref = await _list(request, who, key) if may_send(request, who) else ""
        if not ref:
            break
        await _keep(request, ref, handed, (f"{key}:{album.total}", album))
    if key:
        await tell_chat(request, (ref, key), album.kept, album.missed)
    if album.too_large:
        raise web.HTTPSeeOther(await _upload_page(request, ref, album.too_large))
    raise web.HTTPSeeOther("/chat")


async def _upload_page(request: web.Request, ref: str, files: int) -> str:
    dispatch, member_id = request.app[DISPATCH], request[PRINCIPAL].member_id or 0
    lasts = timedelta(hours=dispatch.law.book.periods["upload_link"].value)
    now = dispatch.clock.now()
    return await dispatch.work(lambda s: upload_link(s, (ref, files), member_id, now, lasts))


async def _list(request: web.Request, who: Person, key: str) -> str:
    """The contact's open list; a new one where there is none."""
    unit_id = _unit_of(who)
    assert unit_id is not None

    def look(session: Session) -> str | None:
        return open_list(session, who.member_id, unit_id)

    found = await request.app[DISPATCH].ask(look)
    if found is not None:
        return found
    command = DraftSubmission(unit_id=unit_id)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, f"{key}:list")
    return str(outcome.data["ref"]) if outcome.done else ""


async def _keep(request: web.Request, ref: str, handed: HandedIn, into: tuple[str, Album]) -> None:
    """Keep it, or note why not."""
    key, album = into
    try:
        file = File(ref, 0, handed.declared, key, handed.name)
        received = await keep_picture(request, file, _small(handed.chunks()))
    except TooLargeForChat:
        album.too_large += 1
        album.missed.append(Told(handed.name, TOO_LARGE))
        return
    if received.kept:
        album.kept += 1
    else:
        album.missed.append(Told(handed.name, received.said))


async def _small(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """As they come. Raises TooLargeForChat."""
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise TooLargeForChat
        yield chunk


async def tell_chat(
    request: web.Request, about: tuple[str, str], kept: int, missed: list[Told]
) -> web.Response:
    """The album's answer, in the chat."""
    ref, key = about
    total = kept + len(missed)
    inbound = (
        Inbound(channel=NAME, kind="pictures", text=answered(kept, missed), token=ref, files=total)
        if ref
        else Inbound(channel=NAME, kind="file")
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], inbound, f"{key}:told")
    request.app[HUB].wake(request[PRINCIPAL].member_id or 0)
    return outcome_answer(outcome)
