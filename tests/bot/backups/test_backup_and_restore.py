"""备份与恢复：做的时候核验，用的时候再核验 / A backup is checked when made, and again when used. (P9)"""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from bot.backups.bundle import read_manifest
from bot.backups.drill import drill
from bot.backups.make import MadeBackup, make_backup, newest_backup
from bot.backups.manifest import BadBackup, digest_at
from bot.backups.restore import restore_into
from bot.log_check import check_log
from bot.settings import Settings
from core.audit.guards import create_guards, drop_guards
from core.database import Database
from tests.support.clock import MORNING


def back_up(house: Settings, *, with_keys: bool = False) -> MadeBackup:
    return make_backup(house, house.backups_dir, MORNING, with_keys=with_keys)


def names_in(file: Path) -> list[str]:
    with tarfile.open(file) as tar:
        return tar.getnames()


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_a_restored_house_has_the_whole_log(house: Settings, tmp_path: Path) -> None:
    made = back_up(house)
    restore_into(made.file, tmp_path / "again")
    database = Database(f"sqlite:///{tmp_path}/again/danggui.sqlite")
    with database.reading() as session:
        checked = check_log(session, [bytes.fromhex(made.manifest.public_key)])
    database.close()
    assert checked.whole
    assert checked.size > 0


def test_the_manifest_tells_each_file_by_its_digest(house: Settings, tmp_path: Path) -> None:
    made = back_up(house)
    restore_into(made.file, tmp_path / "again")
    for name, digest in read_manifest(made.file).files.items():
        assert (tmp_path / "again" / name).is_file()
        assert len(digest) == 64


def test_keys_stay_out_unless_asked_for(house: Settings) -> None:
    assert not [name for name in names_in(back_up(house).file) if "key" in name]
    assert "keys/log_signing.key" in names_in(back_up(house, with_keys=True).file)


def test_kept_files_come_along(house: Settings, tmp_path: Path) -> None:
    (house.data_dir / "blobs/ab").mkdir(parents=True)
    (house.data_dir / "blobs/ab/abcd").write_bytes(b"sealed")
    restore_into(back_up(house).file, tmp_path / "again")
    assert (tmp_path / "again/blobs/ab/abcd").read_bytes() == b"sealed"


def test_a_backup_is_read_by_its_owner_only(house: Settings) -> None:
    assert back_up(house).file.stat().st_mode & 0o077 == 0


def test_nothing_is_restored_over_something(house: Settings) -> None:
    made = back_up(house)
    before = digest_at(made.file)
    with pytest.raises(FileExistsError):
        restore_into(made.file, house.data_dir)
    assert digest_at(made.file) == before


def test_a_flipped_byte_is_noticed_and_nothing_is_left(house: Settings, tmp_path: Path) -> None:
    made = back_up(house)
    flip_a_byte(made.file)
    with pytest.raises(BadBackup):
        restore_into(made.file, tmp_path / "again")
    assert not [path.name for path in tmp_path.iterdir() if "again" in path.name]


def test_half_a_file_is_noticed(house: Settings, tmp_path: Path) -> None:
    made = back_up(house)
    made.file.write_bytes(made.file.read_bytes()[: made.file.stat().st_size // 2])
    with pytest.raises(BadBackup):
        restore_into(made.file, tmp_path / "again")


def test_some_other_file_is_no_backup(tmp_path: Path) -> None:
    letter = tmp_path / "letter.danggui"
    letter.write_text("dear archive")
    with pytest.raises(BadBackup):
        restore_into(letter, tmp_path / "again")


def test_a_log_that_is_not_whole_is_not_backed_up_as_if_it_were(house: Settings) -> None:
    database = Database(house.database_url)
    with database.writing() as connection:
        drop_guards(connection)
        connection.exec_driver_sql("UPDATE log_entry SET action = 'nothing' WHERE seq = 1")
        create_guards(connection)
    database.close()
    with pytest.raises(BadBackup, match="first bad entry 1"):
        back_up(house)
    assert newest_backup(house.backups_dir) is None


def test_the_drill_restores_the_newest_and_leaves_nothing(house: Settings) -> None:
    made = back_up(house)
    assert newest_backup(house.backups_dir) == made.file
    assert drill(made.file, house.database_url).head == made.manifest.head


def test_the_drill_notices_a_backup_that_went_bad(house: Settings) -> None:
    made = back_up(house)
    flip_a_byte(made.file)
    with pytest.raises(BadBackup):
        drill(made.file, house.database_url)
