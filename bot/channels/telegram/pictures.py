"""Pictures (预审图片) by Telegram: at `files` a contact's album is fetched, kept and answered once.

Bytes are in memory and in quarantine only. What the service does not give gets a sentence.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.client import OurBot
from bot.channels.telegram.inbox import LEASE, Held, hold_longer
from bot.channels.telegram.rows import NAME
from bot.conversations.pictures_sent import Told, answered, open_list
from bot.replies.file_reasons import NOT_FETCHED, file_sentence
from bot.web.submissions.keep_picture import File, KeepPicture, received_of
from core.collection.draft_submission import DraftSubmission
from core.dispatch import Dispatch
from core.files.intake import Intake
from core.files.media_types import SIGNATURES, declared_type
from core.inbox.inbound import Inbound
from core.members.disclosure_decision import level_in_force
from core.members.member import Role
from core.members.questions import grants_of
from core.outcome import remembered
from core.principal import Principal

MOST_BYTES = 20 * 1024 * 1024  # the Bot API gives out no larger file
LONGEST_FETCH_S = 120.0
AT_ONCE = 4  # files in memory
HOLD_AGAIN_S = LEASE.total_seconds() / 3
TAKEN = frozenset(media_type for _, media_type in SIGNATURES)


class NotFetched(Exception):
    """`args[0]` is a key of NOT_FETCHED."""


class Pictures:
    def __init__(self, dispatch: Dispatch, bot: OurBot, intake: Intake | None) -> None:
        self.dispatch, self.bot, self.intake = dispatch, bot, intake
        self.hold_again_s = HOLD_AGAIN_S
        self._places = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, held: Held, parts: list[Arrived], member_id: int) -> Inbound | None:
        """What became of all parts; None where none is taken: then nothing was asked for."""
        if self.intake is None or all(part.file_kind == "other" for part in parts):
            return None
        unit_id = await self._unit_that_may(member_id)
        if unit_id is None:
            return None
        principal = Principal.member(member_id, NAME)
        ref = await self._list(principal, unit_id, held.key)
        if not ref:
            return None
        keep = KeepPicture(self.dispatch, self.intake, principal)
        missed: list[Told] = []
        async with self._held_on(held):
            for place, part in enumerate(parts, 1):
                said = await self._take(keep, part, ref)
                missed += [Told(f"第 {place} 个", said)] if said else []
        text = answered(len(parts) - len(missed), missed)
        return Inbound(channel=NAME, kind="pictures", text=text, token=ref, files=len(parts))

    async def _unit_that_may(self, member_id: int) -> int | None:
        """A contact's unit, where two officers let this channel carry files."""
        now, book = self.dispatch.clock.now(), self.dispatch.law.book
        level = await self.dispatch.ask(lambda s: level_in_force(s, book, NAME, now))
        if level != "files":
            return None
        grants = await self.dispatch.ask(lambda s: grants_of(s, member_id, now))
        own = (it.unit_id for it in grants if it.role == Role.UNIT_CONTACT)
        return next((it for it in own if it is not None), None)

    async def _list(self, principal: Principal, unit_id: int, key: str) -> str:
        """The contact's open list; a new one where there is none."""
        member_id = principal.member_id or 0
        found = await self.dispatch.ask(lambda s: open_list(s, member_id, unit_id))
        if found is not None:
            return found
        outcome = await self.dispatch(principal, DraftSubmission(unit_id=unit_id), f"{key}:list")
        return str(outcome.data["ref"]) if outcome.done else ""

    async def _take(self, keep: KeepPicture, part: Arrived, ref: str) -> str:
        """Empty where it was kept, else the reason; what was settled before a crash stays so."""
        key = f"tg-file:{part.chat_id}:{part.message_id}"
        before = await self.dispatch.ask(lambda s: remembered(s, keep.principal.name, key))
        if before is not None:
            received = received_of(before)
            return "" if received.kept else received.said
        if declared_type(part.file_type) not in TAKEN:
            return file_sentence("unknown_type")
        async with self._places:
            try:
                content = await self._fetch(part)
            except NotFetched as why:
                return NOT_FETCHED[why.args[0]]
            received = await keep(File(ref, 0, part.file_type, key), _chunks(content))
        return "" if received.kept else received.said

    async def _fetch(self, part: Arrived) -> bytes:
        """The file's bytes, at most MOST_BYTES. Raises NotFetched."""
        if part.file_size > MOST_BYTES:
            raise NotFetched("too_large")
        try:
            async with asyncio.timeout(LONGEST_FETCH_S):
                file = await self.bot.get_file(part.file_id)
                if (file.file_size or 0) > MOST_BYTES:
                    raise NotFetched("too_large")
                return bytes(await file.download_as_bytearray())
        except (TelegramError, TimeoutError) as error:
            is_large = isinstance(error, BadRequest) and "too big" in error.message.lower()
            raise NotFetched("too_large" if is_large else "gone") from error

    @asynccontextmanager
    async def _held_on(self, held: Held) -> AsyncIterator[None]:
        """No other worker takes the album while this one is at it, however long it lasts."""
        holding = asyncio.create_task(self._hold_on(held))
        try:
            yield
        finally:
            holding.cancel()
            with suppress(asyncio.CancelledError):
                await holding

    async def _hold_on(self, held: Held) -> None:
        while True:
            await asyncio.sleep(self.hold_again_s)
            now = self.dispatch.clock.now()
            await self.dispatch.work(lambda s: hold_longer(s, held, now))  # noqa: B023


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    yield content
