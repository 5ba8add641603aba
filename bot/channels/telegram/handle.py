"""Handling (处理来件): who wrote, what the conversation answers, what is shown and never stored."""

from __future__ import annotations

from contextlib import suppress

from sqlmodel import Session, col, select, update
from telegram.error import TelegramError

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.client import OurBot
from bot.channels.telegram.inbox import Held
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.rows import NAME, TelegramChat
from bot.channels.webchat.collection import grouped, issue_code
from bot.replies.dates import moment
from bot.replies.qr import qr_png
from bot.replies.render import render
from core.dispatch import Dispatch
from core.inbox.inbound import Inbound
from core.principal import Principal


class Handle:
    def __init__(self, dispatch: Dispatch, bot: OurBot, limiter: Limiter) -> None:
        self.dispatch, self.bot, self.limiter = dispatch, bot, limiter

    async def __call__(self, held: Held) -> None:
        """Answer one update. What was answered before a crash is not answered again."""
        what = held.what
        if what.kind == "press":
            await self._answer_at_once(what)
        if what.kind == "moved":
            return await self.dispatch.work(lambda s: moved(s, what.chat_id, what.moved_to))
        if not what.is_private or what.kind == "other":
            return
        member_id = await self.dispatch.ask(lambda s: member_of(s, what))
        if member_id is None:
            return await self._say(what.chat_id, render("say_unbound"))
        await self._converse(held, member_id)

    async def _converse(self, held: Held, member_id: int) -> None:
        what = held.what
        principal = Principal.member(member_id, NAME)
        inbound = Inbound(channel=NAME, kind=what.kind, text=what.text, token=what.token)
        outcome = await self.dispatch(principal, inbound, held.key)
        fleeting = outcome.data.get("ephemeral") if outcome.done else None
        if fleeting and not outcome.repeated:
            await self._show_code(what.chat_id, principal, fleeting["request"])

    async def _answer_at_once(self, what: Arrived) -> None:
        """The button must not spin: the answer itself comes as a message."""
        with suppress(TelegramError):
            await self.bot.answer_callback_query(what.press_id)

    async def _show_code(self, chat_id: int, principal: Principal, request: str) -> None:
        """The collection code as a picture; it is in no table and no log of ours."""
        issued = await issue_code(self.dispatch, principal, request, "screen")
        if issued is None:
            return await self._say(
                chat_id, render("say_error", number=102, message="现在没有可出示的取档码。")
            )
        code, expires_at = issued
        lines = render("say_code", code=grouped(code), until=moment(expires_at))
        await self.limiter.wait(chat_id)
        await self.bot.send_photo(chat_id, qr_png(code), caption="\n".join(lines))

    async def _say(self, chat_id: int, lines: list[str]) -> None:
        """Something to a chat that no outbox knows; best effort."""
        await self.limiter.wait(chat_id)
        with suppress(TelegramError):
            await self.bot.send_message(chat_id, "\n".join(lines))


def member_of(session: Session, what: Arrived) -> int | None:
    """The member whose chat this is; the person must be the one who bound it."""
    return session.exec(
        select(TelegramChat.member_id).where(
            TelegramChat.chat_id == what.chat_id,
            TelegramChat.user_id == what.user_id,
            col(TelegramChat.revoked_at).is_(None),
        )
    ).first()


def moved(session: Session, chat_id: int, to: int) -> None:
    session.execute(
        update(TelegramChat).where(col(TelegramChat.chat_id) == chat_id).values(chat_id=to)
    )
