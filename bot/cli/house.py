"""The house from the command line: its database at the newest revision, its law, its clock.

Also serves while `danggui serve` runs: every process reads the log's head again in its transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session

from bot.cli.exits import BadInput, Refused
from bot.clock import SystemClock
from bot.logs import set_up_logs
from bot.migrate import upgrade
from bot.settings import Settings, load_settings
from core.audit.append import Record
from core.audit.signing_key import load_or_create_key, public_bytes
from core.command import Command
from core.database import Database
from core.dispatch import Dispatch
from core.errors import BadValue, CodedError
from core.ids import opaque
from core.members.questions import pseudonym_of
from core.outcome import Outcome
from core.principal import Principal
from core.unit import Journal
from rules.judge import Judge
from rules.room_books import load_books

T = TypeVar("T")


class HouseAtHand:
    """A dispatch with the settings it was opened from, for one command at a time."""

    def __init__(self, settings: Settings, dispatch: Dispatch) -> None:
        self.settings = settings
        self.dispatch = dispatch
        self.clock = dispatch.clock

    def ask(self, question: Callable[[Session], T]) -> T:
        with self.dispatch.database.reading() as session:
            return question(session)

    def do(self, principal: Principal, command: Command) -> Outcome:
        """Carry out a command; raises `BadInput` for a bad value, `Refused` for any other no."""
        outcome = asyncio.run(self._dispatched(principal, command))
        if not outcome.done:
            raise _no(outcome)
        return outcome

    def work(self, job: Callable[[Session], T]) -> T:
        """A write beside the use cases."""
        return self._written(lambda session: (job(session), Journal()))

    def note(self, principal: Principal, action: str, kind: str, ref: str) -> None:
        """Leave an entry in the log about something that only reads."""

        def job(session: Session) -> tuple[None, Journal]:
            member = principal.member_id
            actor = principal.name if member is None else pseudonym_of(session, member)
            return None, Journal(records=[Record(actor, action, kind, ref, {"via": principal.via})])

        self._written(job)

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs the log's heads, made on first use."""
        return load_or_create_key(self.settings.keys_dir)

    def public_key(self) -> bytes:
        return public_bytes(self.signing_key())

    def _written(self, job: Callable[[Session], tuple[T, Journal]]) -> T:
        result: T = self.dispatch.writer.submit(job).result()
        return result

    async def _dispatched(self, principal: Principal, command: Command) -> Outcome:
        return await self.dispatch(principal, command, f"cli:{opaque(20)}")


@contextmanager
def open_house(*, guarded: bool = True) -> Iterator[HouseAtHand]:
    """The house of the environment's settings, closed again at the end.

    Raises `NotReady` for a log that lost its guards, unless `guarded` is False.
    """
    settings = load_settings()
    set_up_logs("WARNING")
    upgrade(settings.database_url, guarded=guarded)
    books = load_books(settings.rules_dir)
    judge = Judge(books.house, rooms=books.rooms)
    dispatch = Dispatch(Database(settings.database_url), judge, SystemClock())
    try:
        yield HouseAtHand(settings, dispatch)
    finally:
        dispatch.close()


def _no(outcome: Outcome) -> Refused:
    reasons = [f"{reason['title']}（{reason['law']}）" for reason in outcome.reasons]
    facts = ", ".join(f"{name}: {value}" for name, value in outcome.data.items())
    said = "\n".join(reasons) or _meaning(outcome.code) + (f" ({facts})" if facts else "")
    return BadInput(said) if outcome.code == BadValue.code else Refused(said)


def _meaning(code: str) -> str:
    kinds = [CodedError]
    for kind in kinds:
        if kind.code == code and kind.__doc__:
            return kind.__doc__.strip()
        kinds += kind.__subclasses__()
    return code
