"""The assembly (总装): settings → database, rule book, channels, pages, clock. Only this sees all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from bot.channels.webchat.deliver import NAME as WEBCHAT
from bot.channels.webchat.deliver import WebChat
from bot.channels.webchat.hub import Hub
from bot.clock import SystemClock
from bot.conversations import turn  # noqa: F401 — declares the conversation as a use case
from bot.counters import count
from bot.demo.desk_reader import DeskReader
from bot.logs import log, set_up_logs
from bot.migrate import demand_guards
from bot.sender import Sender
from bot.settings import Settings
from core.audit.signing_key import load_or_create_key
from core.clock import Clock
from core.database import Database
from core.dispatch import Dispatch
from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.partial import PartialUploads
from core.files.stored_file import FileState, StoredFile
from core.files.vault import Vault
from rules.judge import Alarm, Judge
from rules.room_books import load_books

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram


@dataclass(slots=True)
class House:
    """An open house: what the roles of a process share."""

    settings: Settings
    dispatch: Dispatch
    hub: Hub
    sender: Sender
    intake: Intake
    telegram: Telegram | None = None
    desk_reader: DeskReader | None = None

    def close(self) -> None:
        self.dispatch.close()


def open_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the database, the book and the stores; nothing listens yet.

    Refuses to open where a guard of the log is missing or the signing key is exposed.
    """
    set_up_logs(settings.log_level)
    database = Database(settings.database_url)
    demand_guards(database)
    load_or_create_key(settings.keys_dir)
    books = load_books(settings.rules_dir)
    judge = Judge(books.house, rooms=books.rooms)
    judge.on_alarm(_tell_alarm)
    dispatch = Dispatch(database, judge, clock or SystemClock())
    dispatch.heard = count
    hub = Hub()
    sender = Sender(dispatch, {WEBCHAT: WebChat(dispatch, hub)})
    intake = intake_of(settings)
    telegram = _telegram(settings, dispatch, intake)
    if telegram is not None:
        _wake_both(dispatch, sender, telegram)
    return House(settings, dispatch, hub, sender, intake, telegram)


def _telegram(settings: Settings, dispatch: Dispatch, intake: Intake) -> Telegram | None:
    """The channel where a token is set; else its library is not even loaded (0.4 s)."""
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.channel import Telegram

    return Telegram(settings, dispatch, intake=intake)


def _wake_both(dispatch: Dispatch, sender: Sender, telegram: Telegram) -> None:
    """A commit that left messages wakes whoever sends them."""
    first = dispatch.wake_sender

    def wake() -> None:
        first()
        telegram.send.woken.set()

    dispatch.wake_sender = wake


def _tell_alarm(alarm: Alarm) -> None:
    log.error("rule_engine_alarm", kind=alarm.kind, detail=alarm.detail, version=alarm.book_version)


def intake_of(settings: Settings) -> Intake:
    """The one way in for files of a house with these settings."""
    return Intake(
        quarantine=settings.data_dir / "quarantine",
        vault=Vault(settings.keys_dir),
        store=BlobStore.from_url(settings.blob_url),
        limits=Limits(),
    )


async def sweep_files(house: House) -> None:
    """Remove what a crash left behind: half-received files and blobs that no row names."""
    house.intake.quarantine.sweep()
    PartialUploads(house.intake.quarantine).sweep(house.dispatch.clock.now())
    before = house.dispatch.clock.now() - timedelta(hours=1)
    names = await house.dispatch.ask(_blob_names)
    await house.intake.safe.sweep(names, stored_before=before)


def _blob_names(session: Session) -> set[str]:
    kept = select(StoredFile.sha256_name).where(StoredFile.state == FileState.KEPT)
    return set(session.exec(kept).all())
