"""Files (文件): not downloaded but at `files`, with one exception, a collection code's photo.

An archivist's picture is fetched into memory, looked at for a code, and let go; nothing is stored.
"""

from __future__ import annotations

from telegram.error import TelegramError

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.client import OurBot
from bot.channels.telegram.inbox import Held, parts_of
from bot.channels.telegram.pictures import Pictures
from bot.channels.telegram.rows import NAME
from bot.conversations.sent_file import was_sent
from bot.web.counter.scanned import read_scan
from core.dispatch import Dispatch
from core.files.codes_in_picture import MOST_BYTES, codes_in_picture
from core.files.limits import Limits
from core.inbox.inbound import Inbound
from core.members.member import Role
from core.members.questions import grants_of
from core.requests.issue_collection_code import hash_code


class Files:
    def __init__(self, dispatch: Dispatch, bot: OurBot, pictures: Pictures) -> None:
        self.dispatch, self.bot, self.pictures = dispatch, bot, pictures

    async def __call__(self, held: Held, member_id: int) -> tuple[Inbound, list[int]]:
        """What a file, or an album with all its parts, is to the conversation.

        With it the rows that the answer settles: of an album that was taken, every part.
        """
        what = held.what
        found = await self.dispatch.ask(lambda s: parts_of(s, held))
        parts = list(found.values())
        code = await self._code(parts, member_id)
        taken = None if code else await self.pictures(held, parts, member_id)
        if taken is not None:
            return taken, list(found)
        told = Inbound(
            channel=NAME,
            kind="code" if code else "file",
            token=hash_code(code) if code else "",
            mark=what.mark,
            files=len(parts) if what.album else 0,
            problem="" if what.album else _problem(what),
        )
        return told, []

    async def _code(self, parts: list[Arrived], member_id: int) -> str:
        """The first collection code in an archivist's pictures; of anyone else's nothing is fetched."""
        if not await self._is_fresh_of_archivist(parts[0], member_id):
            return ""
        for part in parts:
            code = await self._code_in(part)
            if code:
                return code
        return ""

    async def _is_fresh_of_archivist(self, what: Arrived, member_id: int) -> bool:
        now = self.dispatch.clock.now()
        held = await self.dispatch.ask(lambda s: grants_of(s, member_id, now))
        if not any(it.role == Role.ARCHIVIST for it in held):
            return False
        if not what.album:
            return True
        return not await self.dispatch.ask(lambda s: was_sent(s, NAME, member_id, what.mark))

    async def _code_in(self, part: Arrived) -> str:
        if part.file_kind != "photo" or part.file_size > MOST_BYTES:
            return ""
        try:
            file = await self.bot.get_file(part.file_id)
            if (file.file_size or 0) > MOST_BYTES:
                return ""
            picture = await file.download_as_bytearray()
        except TelegramError:
            # Gone or out of reach: the answer is then how to hand it in, as for any file.
            return ""
        scans = [read_scan(text) for text in await codes_in_picture(bytes(picture), Limits())]
        return next((scan.text for scan in scans if scan.kind == "code"), "")


def _problem(what: Arrived) -> str:
    if what.file_kind == "other":
        return "wrong_type"
    return "too_large" if what.file_size > MOST_BYTES else ""
