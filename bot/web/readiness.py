"""Readiness (就绪检查): what must hold for us to take on anything at all.

Fail closed: if the log could not take an entry, we say that we are not ready before someone tries.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlmodel import Session

from bot import migrate
from bot.emergency_kit import kits_are_fresh
from bot.house_warnings import NEXT_YEAR, SILENT, THIS_YEAR, warnings_of
from bot.logs import log
from bot.settings import Settings
from core.audit.append import Record, append
from core.audit.guards import missing_guards
from core.audit.signing_key import KEY_FILE, load_or_create_key
from core.dispatch import Dispatch

PATIENCE_S = 5.0
FREE_SHARE = 0.10
FRESH_S = 1.0  # anyone may ask, and an answer costs a commit

Check = Callable[[], Awaitable[bool]]


async def readiness_of(settings: Settings, dispatch: Dispatch) -> dict[str, bool]:
    """Each check by name, as it was found within the last second; all must be true."""
    kept = _KEPT.get(dispatch)
    if kept is None:
        kept = _KEPT[dispatch] = Readiness(settings, dispatch)
    return await kept()


async def notes_of(settings: Settings, dispatch: Dispatch) -> dict[str, bool]:
    """What an operator should know and what keeps nobody out."""

    async def kits() -> bool:
        return await kits_are_fresh(dispatch, settings.data_dir)

    async def none_of(*codes: str) -> bool:
        now = dispatch.clock.now()
        return not set(codes) & set(await dispatch.ask(lambda session: warnings_of(session, now)))

    notes: dict[str, Check] = {
        "emergency_kits_fresh": kits,
        "reminders_run": lambda: none_of(SILENT),
        "working_days_known": lambda: none_of(THIS_YEAR, NEXT_YEAR),
    }
    return {name: await _held(name, check) for name, check in notes.items()}


class _Undone(Exception):
    """The trial entry was taken and is not kept."""


@dataclass(slots=True)
class Readiness:
    """`await readiness()` gives each check by name; all must be true."""

    settings: Settings
    dispatch: Dispatch
    _at: float = float("-inf")
    _found: dict[str, bool] | None = None

    async def __call__(self) -> dict[str, bool]:
        now = asyncio.get_running_loop().time()
        if self._found is None or now - self._at > FRESH_S:
            self._found = await self._look()
            self._at = now
        return self._found

    async def _look(self) -> dict[str, bool]:
        checks: dict[str, Check] = {
            "database_writes": self._database_writes,
            "migrations_at_head": self._migrations_at_head,
            "log_guarded": self._log_guarded,
            "log_appendable": self._log_appendable,
            "signing_key": self._signing_key,
            "disk_space": self._disk_space,
        }
        if self.settings.telegram_token is not None and self.settings.telegram_mode == "polling":
            checks["telegram_polls"] = self._telegram_polls
        holds = await asyncio.gather(*(_held(name, check) for name, check in checks.items()))
        return dict(zip(checks, holds, strict=True))

    async def _database_writes(self) -> bool:
        return await self.dispatch.work(_write_something)

    async def _migrations_at_head(self) -> bool:
        return not await asyncio.to_thread(migrate.pending, self.dispatch.database)

    async def _log_guarded(self) -> bool:
        missing = await self.dispatch.ask(lambda session: missing_guards(session.connection()))
        return not missing

    async def _log_appendable(self) -> bool:
        try:
            await self.dispatch.work(self._append_and_undo)
        except _Undone:
            return True
        return False

    def _append_and_undo(self, session: Session) -> None:
        record = Record("", "readiness_probe", "log", "probe", {})
        append(session, [record], self.dispatch.clock.now())
        raise _Undone

    async def _signing_key(self) -> bool:
        return await asyncio.to_thread(_key_loads, self.settings.keys_dir)

    async def _telegram_polls(self) -> bool:
        from bot.channels.telegram.client import bot_id_of
        from bot.channels.telegram.holder import is_polled

        bot_id, now = bot_id_of(self.settings), self.dispatch.clock.now()
        return await self.dispatch.ask(lambda session: is_polled(session, bot_id, now))

    async def _disk_space(self) -> bool:
        usage = await asyncio.to_thread(shutil.disk_usage, self.settings.data_dir)
        return usage.free >= usage.total * FREE_SHARE


async def _held(name: str, check: Check) -> bool:
    try:
        return await asyncio.wait_for(check(), PATIENCE_S)
    except Exception as error:  # whatever it is, we are not ready
        log.warning("not_ready", kind=name, exc_info=error)
        return False


def _write_something(session: Session) -> bool:
    connection = session.connection()
    changed = connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
    return changed.rowcount == 1


def _key_loads(folder: Path) -> bool:
    if not (folder / KEY_FILE).is_file():
        return False
    load_or_create_key(folder)
    return True


_KEPT: WeakKeyDictionary[Dispatch, Readiness] = WeakKeyDictionary()
