"""A house that has just been opened, and a way to keep writing in its log."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlmodel import Session

from bot.settings import Settings
from core.audit.append import Record, append
from core.audit.signing_key import load_or_create_key
from core.database import Database
from core.dispatch import Dispatch
from core.members.codes import code_hash, new_code
from core.members.init_house import InitHouse
from core.principal import Principal
from tests.support.clock import MORNING, FixedClock
from tests.support.house import shipped_law


def settings_for(url: str, folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url=url)


def open_first_room(settings: Settings) -> None:
    codes = [code_hash(new_code()) for _ in range(2)]
    command = InitHouse(
        room_name="第一档案室",
        administrator_code_hash=codes[0],
        security_officer_code_hash=codes[1],
    )
    dispatch = Dispatch(Database(settings.database_url), shipped_law(), FixedClock())
    outcome = asyncio.run(dispatch(Principal.setup(), command, "init"))
    dispatch.close()
    assert outcome.done
    load_or_create_key(settings.keys_dir)


def write_entry(database: Database, number: int) -> None:
    """One more entry, as a busy house writes it."""
    record = Record("", "tried", "test", str(number), {})
    with database.writing() as connection, Session(connection) as session:
        append(session, [record], MORNING)
        session.commit()
