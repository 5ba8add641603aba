"""Emergency kits on the disk (应急包存盘): one file per room, replaced as a whole, for a day without us.

`DATA_DIR/emergency-kit/<room>.html` is readable by the service's own account only; to open it when
the server is down one walks to the machine, or prints it the evening before.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from bot.logs import log
from bot.web.forms.kit_page import kit_page
from core.clock import SHANGHAI, local_date
from core.dispatch import Dispatch
from core.members.room import Room
from core.outage.emergency_kit import EmergencyKit, newest_kit
from core.outage.kit_content import KitContent, kit_content
from core.outage.make_kit import MakeEmergencyKit
from core.outcome import Outcome
from core.principal import Principal

FOLDER = "emergency-kit"
DRAFT_SECONDS = 3600
_NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|\x00-\x1f.]+")
_MARK = re.compile(rb'<meta name="danggui-kit" content="([A-Z0-9]+)">')
_HEAD_BYTES = 600


async def make_kit(
    dispatch: Dispatch, data_dir: Path, principal: Principal, room_id: int, key: str
) -> Outcome:
    """Make the room's kit and put it on the disk; an older one is gone afterwards.

    Raises OSError where the disk takes no file: the kit is then made, and `is_on_disk` says no.
    """
    outcome = await dispatch(principal, MakeEmergencyKit(room_id=room_id), key)
    if outcome.done:
        await save_kit(dispatch, data_dir, str(outcome.data["kit"]))
    return outcome


async def save_kit(dispatch: Dispatch, data_dir: Path, kit_ref: str) -> Path:
    """Write the kit's file in place of the room's older one."""
    content = await dispatch.ask(lambda session: kit_content(session, kit_ref))
    book = dispatch.law.of_room(content.room).book
    return write_kit(data_dir, content, kit_page(content, book))


def write_kit(data_dir: Path, content: KitContent, page: str) -> Path:
    """The file, whole or not at all, even across a power cut."""
    folder = data_dir / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{content.room_id}-{_NOT_IN_NAMES.sub('', content.room)}.html"
    number, draft = tempfile.mkstemp(dir=folder, suffix=".draft")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise
    _clear_away(folder, path, content.room_id)
    return path


def _clear_away(folder: Path, path: Path, room_id: int) -> None:
    """A file under the room's earlier name, and drafts of writers that were killed."""
    written = path.stat().st_mtime
    left = [it for it in folder.glob("*.draft") if it.stat().st_mtime < written - DRAFT_SECONDS]
    for older in (*folder.glob(f"{room_id}-*.html"), *left):
        if older != path:
            older.unlink(missing_ok=True)


def kit_files(data_dir: Path, room_id: int | None = None) -> list[Path]:
    """The files of one room, or of all."""
    named = "*.html" if room_id is None else f"{room_id}-*.html"
    return sorted((data_dir / FOLDER).glob(named))


def kit_on_disk(data_dir: Path, room_id: int) -> tuple[str, Path] | None:
    """Which kit lies on the disk for this room, and where."""
    for path in kit_files(data_dir, room_id):
        with suppress(OSError), path.open("rb") as file:
            found = _MARK.search(file.read(_HEAD_BYTES))
            if found:
                return found[1].decode(), path
    return None


async def evening_kits(dispatch: Dispatch, data_dir: Path) -> None:
    """For every room past its hour: make today's kit if there is none, save it if it is not there."""
    now = dispatch.clock.now()
    for room, kit in await dispatch.ask(_rooms):
        try:
            await _evening_kit(dispatch, data_dir, room, kit, now)
        except OSError as error:
            log.error("emergency_kit_not_saved", kind=type(error).__name__)


def _rooms(session: Session) -> list[tuple[Room, EmergencyKit | None]]:
    rooms = session.exec(select(Room).order_by(col(Room.id))).all()
    return [(room, newest_kit(session, room.id or 0)) for room in rooms]


async def _evening_kit(
    dispatch: Dispatch, data_dir: Path, room: Room, kit: EmergencyKit | None, now: datetime
) -> None:
    room_id = room.id or 0
    if is_due(kit, now, dispatch.law.of_room(room.name).book.periods["emergency_kit_at"].value):
        key = f"kit:{room_id}:{local_date(now):%Y%m%d}"
        await make_kit(dispatch, data_dir, Principal.clock(), room_id, key)
    elif kit is not None:
        there = kit_on_disk(data_dir, room_id)
        if there is None or there[0] != kit.ref:
            await save_kit(dispatch, data_dir, kit.ref)


async def kits_are_fresh(dispatch: Dispatch, data_dir: Path) -> bool:
    """Whether every room could work on paper today: its newest kit is not due, and on the disk."""
    now = dispatch.clock.now()
    for room, kit in await dispatch.ask(_rooms):
        hour = dispatch.law.of_room(room.name).book.periods["emergency_kit_at"].value
        there = kit_on_disk(data_dir, room.id or 0)
        if kit is None or there is None or there[0] != kit.ref or is_due(kit, now, hour):
            return False
    return True


def is_due(kit: EmergencyKit | None, now: datetime, hour: int) -> bool:
    """Whether this evening's kit is still to be made: its hour has come, and none was made since."""
    here = now.astimezone(SHANGHAI)
    comes = here.replace(hour=min(hour, 23), minute=0, second=0, microsecond=0)
    return here >= comes and (kit is None or kit.made_at < comes)
