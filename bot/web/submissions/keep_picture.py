"""Keeping one picture (收一张预审图片): through the intake, then onto the list; a sentence per file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import web

from bot.replies.file_reasons import file_sentence
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL
from bot.web.told import sentence
from core.collection.add_picture import AddPicture
from core.dispatch import Beside, Dispatch
from core.files.intake import Intake
from core.files.turned_away import TurnedAway
from core.outcome import Outcome, remembered
from core.principal import Principal

LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class File:
    """One file as it was sent: which list and piece it is for, what it claims to be.

    `name` is the sender's: looked at for people's names, never kept.
    """

    submission: str
    serial: int
    declared: str
    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file, in words for its sender."""

    kept: bool
    said: str


async def keep_picture(
    request: web.Request,
    file: File,
    chunks: AsyncIterator[bytes],
    beside: Beside | None = None,
) -> Received:
    """What is not kept leaves nothing behind; `beside` as dispatch has it."""
    keep = KeepPicture(request.app[DISPATCH], request.app[INTAKE], request[PRINCIPAL])
    return await keep(file, chunks, beside)


async def kept_before(request: web.Request, key: str) -> Received | None:
    """What became of it before a crash that lost only the answer; None where nothing did."""
    name = request[PRINCIPAL].name
    before = await request.app[DISPATCH].ask(lambda session: remembered(session, name, key))
    return None if before is None else received_of(before)


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """By whom and into which house; the same for every channel."""

    dispatch: Dispatch
    intake: Intake
    principal: Principal

    async def __call__(
        self, file: File, chunks: AsyncIterator[bytes], beside: Beside | None = None
    ) -> Received:
        accepted = await self.intake.receive(chunks, declared=file.declared)
        if isinstance(accepted, TurnedAway):
            return Received(False, file_sentence(accepted.reason))
        command = AddPicture(
            submission=file.submission,
            picture=accepted,
            serial=file.serial,
            file_name=file.name[:LONGEST_NAME],
        )
        outcome = await self.dispatch(self.principal, command, file.key, beside)
        if not outcome.done:
            await self.intake.safe.discard(accepted.kept.sha256_name)
        return received_of(outcome)


def received_of(outcome: Outcome) -> Received:
    return Received(True, "已收下") if outcome.done else Received(False, sentence(outcome))
