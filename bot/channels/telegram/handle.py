"""Handling (处理来件): who wrote, what the conversation answers, what is shown and never stored."""

from __future__ import annotations

from contextlib import suppress

from sqlmodel import Session
from telegram.error import TelegramError

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.client import OurBot, OutcomeUnknown, failure_of
from bot.channels.telegram.draw import Drawn, drawn
from bot.channels.telegram.files import Files
from bot.channels.telegram.inbox import Held, finish, finish_parts
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.links import bind_link, code_link, press_link
from bot.channels.telegram.rows import NAME
from bot.channels.webchat.collection import grouped, issue_code
from bot.conversations.press_told import press_told
from bot.replies.dates import moment
from bot.replies.qr import qr_png
from bot.replies.render import render
from bot.replies.words import error_words
from core.dispatch import Dispatch
from core.inbox.inbound import Inbound
from core.members.bind_reach import BindReach
from core.members.look_at_invitation import look_at_invitation
from core.outbox.bound import bound_at
from core.outbox.reach import note_moved, note_unreachable
from core.outbox.sending import DeliveryFailed
from core.outcome import Outcome
from core.principal import Principal


def _is_all(outcome: Outcome) -> bool:
    """Whether the outbox says everything: then the update is done in the commit of its answer."""
    return outcome.done and not outcome.data.get("ephemeral")


class Handle:
    def __init__(
        self, dispatch: Dispatch, bot: OurBot, limiter: Limiter, public_url: str, files: Files
    ) -> None:
        self.dispatch, self.bot, self.limiter = dispatch, bot, limiter
        self.public_url = public_url.rstrip("/")
        self.files = files

    async def __call__(self, held: Held) -> bool:
        """Answer one update; whether that commit also marked it as done.

        What was answered before a crash is not answered again.
        """
        what = held.what
        if what.kind == "press":
            await self._answer_at_once(what)
        if what.kind == "moved":
            await self.dispatch.work(
                lambda s: note_moved(s, NAME, str(what.chat_id), str(what.moved_to))
            )
            return False
        if not what.is_private or what.kind == "other":
            return False
        if what.kind == "start":
            await self._begin_binding(held)
            return False
        here, person = str(what.chat_id), str(what.user_id)
        bound = await self.dispatch.glance(lambda s: bound_at(s, NAME, here, person))
        if bound is None:
            await self._say(held, render("say_unbound"))
            return False
        if bound.unreachable_since is not None:
            await self.dispatch.work(lambda s: note_unreachable(s, NAME, here, None))
        return await self._converse(held, bound.member_id)

    async def _converse(self, held: Held, member_id: int) -> bool:
        principal = Principal.member(member_id, NAME)
        inbound, parts = await self._inbound(held, member_id)

        def mark(session: Session, outcome: Outcome) -> None:
            if _is_all(outcome):
                finish(session, held)
                finish_parts(session, parts)

        outcome = await self.dispatch(principal, inbound, held.key, mark)
        if not _is_all(outcome):
            await self._follow(held, principal, outcome)
        return _is_all(outcome)

    async def _follow(self, held: Held, principal: Principal, outcome: Outcome) -> None:
        """What is shown besides and no outbox may keep."""
        if outcome.code == "second_check_needed":
            assert principal.member_id is not None
            return await self._offer_check(held, principal.member_id)
        if not outcome.done:
            number, message = error_words(outcome.code)
            return await self._say(held, render("say_error", number=number, message=message))
        # Also where the turn was taken before a crash: a fresh code, the one before is void.
        return await self._show_code(held, principal, outcome.data["ephemeral"]["request"])

    async def _inbound(self, held: Held, member_id: int) -> tuple[Inbound, list[int]]:
        """What it is to the conversation, and which rows beside its own the answer settles."""
        what = held.what
        if what.is_edit and what.kind != "dropped":
            # What was said counts as it was said: an edit is never a second execution.
            return Inbound(channel=NAME, kind="edited"), []
        if what.kind == "file":
            return await self.files(held, member_id)
        return Inbound(channel=NAME, kind=what.kind, text=what.text, token=what.token), []

    async def _begin_binding(self, held: Held) -> None:
        """The slip's link was opened: the second proof is given on our page, not here.

        A code that does not live is answered alike whatever became of it; the core tells whom.
        """
        now, what = self.dispatch.clock.now(), held.what
        invited = await self.dispatch.ask(lambda s: look_at_invitation(s, what.token, now))
        if invited is None:
            command = BindReach(
                code_hash=what.token,
                channel=NAME,
                address=str(what.chat_id),
                person=str(what.user_id),
            )
            await self.dispatch(Principal.guest(), command, held.key)
            return await self._say(held, render("say_code_not_live"))
        path = await self.dispatch.work(lambda s: bind_link(s, what, now))
        await self._say_with_link(held, render("say_bind_on_page"), "核对并绑定", path)

    async def _offer_check(self, held: Held, member_id: int) -> None:
        """The PIN is never typed into a chat: a link opens the page that asks for it."""
        now, what = self.dispatch.clock.now(), held.what
        path = await self.dispatch.work(lambda s: press_link(s, what, member_id, held.key, now))
        told = await self.dispatch.ask(lambda s: press_told(s, what.token, member_id))
        lines = render("say_check_on_page", number=told.number, step=told.step)
        await self._say_with_link(held, lines, "输入密码确认", path)

    async def _say_with_link(self, held: Held, lines: list[str], label: str, path: str) -> None:
        what = drawn(lines, [{"label": label, "href": path}], self.public_url)
        if what.keyboard is None:
            # Telegram opens no plain http from a button: the address is there to be copied.
            what = drawn([*lines, self.public_url + path], [], self.public_url)
        await self._send(held, what)

    async def _answer_at_once(self, what: Arrived) -> None:
        """The button must not spin: the answer itself comes as a message."""
        with suppress(TelegramError):
            await self.bot.answer_callback_query(what.press_id)

    async def _show_code(self, held: Held, principal: Principal, request: str) -> None:
        """The collection code as a picture; it is in no table and no log of ours.

        Below it a way to the same on our own page, for who would not show it in a chat.
        """
        issued = await issue_code(self.dispatch, principal, request, "screen")
        if issued is None:
            none = render("say_error", number=102, message="现在没有可出示的取档码。")
            return await self._say(held, none)
        code, expires_at = issued
        lines = render("say_code", code=grouped(code), until=moment(expires_at))
        on_page = await self._page_of_code(held.what, principal, request)
        await self._send(held, drawn(lines, on_page, self.public_url), qr_png(code))

    async def _page_of_code(
        self, what: Arrived, principal: Principal, request: str
    ) -> list[dict[str, str]]:
        now, member_id = self.dispatch.clock.now(), principal.member_id
        assert member_id is not None
        path = await self.dispatch.work(lambda s: code_link(s, what, member_id, request, now))
        return [{"label": "在页面上出示", "href": path, "app": "yes"}]

    async def tell_fault(self, held: Held, number: str) -> None:
        """It could not be handled: the person gets the number under which it is written down."""
        if held.what.is_private:
            await self._say(held, render("say_fault", number=number))

    async def _say(self, held: Held, lines: list[str]) -> None:
        await self._send(held, drawn(lines, [], self.public_url))

    async def _send(self, held: Held, what: Drawn, photo: bytes = b"") -> None:
        """What no outbox may keep, since it is a secret or for nobody we know.

        Raises DeliveryFailed where it surely did not arrive and may later; an unknown outcome is
        repeated once.
        """
        chat_id = held.what.chat_id
        await self.limiter.wait(chat_id)
        try:
            if photo:
                await self.bot.send_photo(
                    chat_id, photo, caption=what.text, reply_markup=what.keyboard
                )
            else:
                await self.bot.send_message(
                    chat_id, what.text, reply_markup=what.keyboard, disable_web_page_preview=True
                )
        except TelegramError as error:
            self._judge(held, error)

    def _judge(self, held: Held, error: TelegramError) -> None:
        try:
            failure = failure_of(error)
        except OutcomeUnknown:
            failure = DeliveryFailed("outcome unknown", permanent=held.tries > 1)
        if failure.retry_after:
            self.limiter.hold_off(held.what.chat_id, failure.retry_after)
        if not failure.permanent:
            raise failure from error
