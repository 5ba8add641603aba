"""边办理边备份 / A backup taken while others write holds one state, whole. (P9)"""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

from bot.backups.make import make_backup
from bot.backups.restore import restore_into
from bot.settings import Settings
from core.database import Database
from tests.support.backed_up_house import write_entry
from tests.support.clock import MORNING


def keep_writing(url: str, stop: Event, written: list[int]) -> None:
    database = Database(url)
    while not stop.is_set():
        write_entry(database, len(written))
        written.append(1)
    database.close()


def test_three_backups_beside_a_constant_writer_all_restore(
    house: Settings, tmp_path: Path
) -> None:
    stop, written = Event(), list[int]()
    writer = Thread(target=keep_writing, args=(house.database_url, stop, written))
    writer.start()
    try:
        made = [
            make_backup(house, tmp_path / f"backups{n}", MORNING, with_keys=False) for n in range(3)
        ]
    finally:
        stop.set()
        writer.join()
    assert len(written) > 3
    for n, each in enumerate(made):
        restore_into(each.file, tmp_path / f"again{n}")
