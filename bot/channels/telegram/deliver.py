"""Delivery (投递): one message of one member; a card is edited where it stands.

Before a message leaves, a row says so. A crash or a lost answer is then an unknown outcome: such a
message is repeated once and no more; edits are repeated freely, since they come to the same.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from sqlmodel import Session
from telegram.error import TelegramError

from bot.channels.telegram import client
from bot.channels.telegram.client import OurBot, OutcomeUnknown, failure_of
from bot.channels.telegram.draw import Drawn, drawn
from bot.channels.telegram.greet import greet_chat
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.rows import NAME, TelegramCard
from bot.channels.telegram.sent import begin_send, keep_card, not_sent, note_sent
from bot.conversations.case_reply import case_card
from bot.conversations.reminder_reply import reminder_buttons
from bot.replies.render import render
from core.dispatch import Dispatch
from core.members.disclosure_decision import level_in_force
from core.members.questions import grants_of
from core.outbox.bound import where_is
from core.outbox.reach import note_unreachable
from core.outbox.sending import DeliveryFailed, Leased, mark_sent

LONGEST_REST_S = 10.0
CHANGES_POSTS = frozenset({"reach_bound", "grant_given", "grant_revoked"})


class Deliver:
    def __init__(
        self,
        dispatch: Dispatch,
        bot: OurBot,
        limiter: Limiter,
        public_url: str,
        app_url: str = "",
    ) -> None:
        self.dispatch, self.bot, self.limiter = dispatch, bot, limiter
        self.public_url, self.app_url = public_url, app_url

    async def __call__(self, message: Leased) -> bool:
        """Send it or edit with it; whether it is marked as sent already, in the commit of its place.

        Raises DeliveryFailed; a message nobody can get is dropped.
        """
        reach = await self.dispatch.glance(lambda s: where_is(s, NAME, message.member_id))
        if reach is None or reach.unreachable_since is not None:
            return False
        chat_id = int(reach.address)
        try:
            if message.kind == "case_card":
                return await self._card(message, chat_id)
            if message.kind in CHANGES_POSTS:
                await self._greet(message.member_id, chat_id)
            return await self._send_once(message, chat_id, await self._reply(message))
        except DeliveryFailed as failure:
            if failure.retry_after:
                self.limiter.hold_off(chat_id, failure.retry_after)
            if str(failure) == "unreachable":
                await self._note_unreachable(chat_id)
                return False
            raise

    async def _greet(self, member_id: int, chat_id: int) -> None:
        """The commands of their posts as they now are: just bound, or a post given or ended."""
        now = self.dispatch.clock.now()
        held = await self.dispatch.ask(lambda s: grants_of(s, member_id, now))
        await greet_chat(self.bot, chat_id, frozenset(it.role for it in held), self.app_url)

    # -- replies -------------------------------------------------------------------------------

    async def _reply(self, message: Leased) -> Drawn:
        args: dict[str, Any] = dict(message.args)
        if message.kind == "say":
            lines, buttons = render(args["template"], **args["args"]), args["buttons"]
            return drawn(lines, buttons, self.public_url)
        now = self.dispatch.clock.now()
        lines = render(message.kind, **args)
        buttons = await self.dispatch.work(
            lambda s: reminder_buttons(s, message.kind, message.member_id, now)
        )
        return drawn(lines, buttons, self.public_url)

    async def _send_once(
        self, message: Leased, chat_id: int, what: Drawn, version: int | None = None
    ) -> bool:
        """At most twice where the outcome stays unknown, else exactly once; whether it was now.

        With a `version` it is a card: where it stands is kept in the same commit.
        """
        await self._wait(chat_id)
        # Only now may it leave: whoever was stopped while waiting has surely sent nothing.
        begun = await self.dispatch.work(lambda s: begin_send(s, message.id))
        if not begun:
            return False
        try:
            sent = await self.bot.send_message(
                chat_id, what.text, reply_markup=what.keyboard, disable_web_page_preview=True
            )
        except TelegramError as error:
            try:
                failure = failure_of(error)
            except OutcomeUnknown:
                raise DeliveryFailed("outcome unknown", permanent=False) from error
            # It certainly did not arrive.
            await self.dispatch.work(lambda s: not_sent(s, message.id))
            raise failure from error

        def note(session: Session) -> None:
            note_sent(session, message.id, sent.message_id)
            mark_sent(session, [message.id], self.dispatch.clock.now())
            if version is not None:
                keep_card(session, chat_id, message.about, sent.message_id, version, what)

        await self.dispatch.work(note)
        return True

    async def _wait(self, chat_id: int) -> None:
        """A chat that must rest longer than a lease gives its place back and loses no attempt."""
        rest = self.limiter.rest_of(chat_id)
        if rest > LONGEST_REST_S:
            raise DeliveryFailed("429", permanent=False, retry_after=rest)
        await self.limiter.wait(chat_id)

    # -- cards ---------------------------------------------------------------------------------

    async def _card(self, message: Leased, chat_id: int) -> bool:
        """The card as it is now: edited in place, or sent where there is none to edit."""
        book, now = self.dispatch.law.book, self.dispatch.clock.now()
        level = await self.dispatch.ask(lambda s: level_in_force(s, book, NAME, now))
        body = await self.dispatch.work(
            lambda s: case_card(s, message.about, message.member_id, level, now)
        )
        if body is None:
            return False
        what = drawn(body["lines"], body["buttons"], self.public_url, body["case"])
        kept = await self.dispatch.ask(lambda s: s.get(TelegramCard, (chat_id, message.about)))
        version = int(body["version"])
        again = bool(message.args.get("again"))
        if kept is not None and not again:
            if kept.version > version or (kept.version, kept.digest) == (version, what.digest):
                return False
            if await self._edited(chat_id, kept.message_id, what):
                about, at = message.about, kept.message_id
                await self.dispatch.work(lambda s: keep_card(s, chat_id, about, at, version, what))
                return False
        sent = await self._send_once(message, chat_id, what, version)
        if sent and kept is not None:
            # One living copy per chat: the one above only says where it went.
            moved = drawn(render("say_card_moved"), [], self.public_url)
            with suppress(DeliveryFailed):
                await self._edited(chat_id, kept.message_id, moved)
        return sent

    async def _edited(self, chat_id: int, message_id: int, what: Drawn) -> bool:
        """Whether the card stands there now; False where it has to be sent anew."""
        await self._wait(chat_id)
        try:
            await self.bot.edit_message_text(
                what.text, chat_id, message_id, reply_markup=what.keyboard
            )
        except TelegramError as error:
            if client.is_unchanged(error):
                return True
            if client.is_gone(error):
                return False
            try:
                raise failure_of(error) from error
            except OutcomeUnknown:
                raise DeliveryFailed("outcome unknown", permanent=False) from error
        return True

    async def _note_unreachable(self, chat_id: int) -> None:
        now = self.dispatch.clock.now()
        await self.dispatch.work(lambda s: note_unreachable(s, NAME, str(chat_id), now))
