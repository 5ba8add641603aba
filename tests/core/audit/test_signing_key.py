"""日志签名密钥：首次使用时生成，仅本人可读，不被覆盖。
The signing key is made on first use, readable by its owner only, never overwritten."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from core.audit.heads import load_or_create_key, public_pem
from core.audit.signing_key import KEY_FILE, OpenKey, key_id, public_bytes


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first, second = load_or_create_key(tmp_path / "keys"), load_or_create_key(tmp_path / "keys")
    assert public_bytes(first) == public_bytes(second)
    assert [path.name for path in (tmp_path / "keys").iterdir()] == [KEY_FILE]


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    load_or_create_key(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / KEY_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) & 0o077 == 0


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_or_create_key(tmp_path)
    (tmp_path / KEY_FILE).chmod(0o640)
    with pytest.raises(OpenKey):
        load_or_create_key(tmp_path)


def test_many_starting_at_once_get_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = pool.map(load_or_create_key, [tmp_path / "keys"] * 16)
    assert len({key_id(key) for key in keys}) == 1


def test_the_public_key_is_an_ordinary_pem(tmp_path: Path) -> None:
    key = load_or_create_key(tmp_path)
    assert public_bytes(load_pem_public_key(public_pem(key))) == public_bytes(key)  # type: ignore[arg-type]
