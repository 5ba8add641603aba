"""设备密钥只有属主可读，且不被覆盖。

The device's key is for its owner alone and is never overwritten.
"""

from pathlib import Path

import pytest

from hardware_bridge.keyfile import KeyFileRefused, new_key, read_key, write_key


def test_a_key_comes_back_from_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    key, path = new_key(), tmp_path / "desk.key"
    write_key(path, key)
    assert read_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    write_key(tmp_path / "desk.key", new_key())
    with pytest.raises(FileExistsError):
        write_key(tmp_path / "desk.key", new_key())


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "desk.key"
    write_key(path, new_key())
    path.chmod(mode)
    with pytest.raises(KeyFileRefused, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize("text", ["", "no hex at all", "00" * 31, "密钥"])
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "desk.key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(KeyFileRefused):
        read_key(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileRefused):
        read_key(tmp_path / "none.key")
