"""密钥：每个文件一把钥匙，由主密钥包裹；换主密钥只需重新包裹；毁钥匙即销毁文件。

Vault: each file has its own key, wrapped by a key file; rotating re-wraps, erasing destroys.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.files.key_file import KeyExposed, KeyUnusable, create_key
from core.files.sealing import SealBroken
from core.files.vault import KeyDestroyed, Vault, WrappedKey


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "keys")


def test_the_first_use_makes_a_key_file_that_only_the_service_can_read(vault: Vault) -> None:
    assert vault.fresh_key("a").wrapped.key_id == "0001"
    path = vault.folder / "files_kek_0001.key"
    assert (path.stat().st_mode & 0o777, vault.folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_wrapped_key_opens_in_another_process_of_the_same_folder(vault: Vault) -> None:
    key = vault.fresh_key("a")
    assert Vault(vault.folder).unwrap(key.wrapped, "a") == key.plain


def test_a_key_wrapped_for_one_file_does_not_open_another(vault: Vault) -> None:
    with pytest.raises(SealBroken):
        vault.unwrap(vault.fresh_key("a").wrapped, "b")


def test_every_flipped_bit_of_a_wrapped_key_is_noticed(vault: Vault) -> None:
    key = vault.fresh_key("a").wrapped
    for at in range(len(key.wrapped) * 8):
        changed = bytearray(key.wrapped)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(SealBroken):
            vault.unwrap(WrappedKey(bytes(changed), key.key_id), "a")


def test_after_rotating_old_files_open_and_new_ones_use_the_new_key(vault: Vault) -> None:
    old = vault.fresh_key("a")
    assert vault.rotate() == "0002" == vault.fresh_key("b").wrapped.key_id
    assert vault.unwrap(old.wrapped, "a") == old.plain


def test_a_rewrapped_key_no_longer_needs_the_old_key_file(vault: Vault) -> None:
    old = vault.fresh_key("a")
    vault.rotate()
    new = vault.rewrap(old.wrapped, "a")
    (vault.folder / "files_kek_0001.key").unlink()
    assert vault.unwrap(new, "a") == old.plain
    with pytest.raises(KeyUnusable):
        vault.unwrap(old.wrapped, "a")


def test_an_erased_key_is_named_as_such(vault: Vault) -> None:
    with pytest.raises(KeyDestroyed):
        vault.unwrap(WrappedKey(b"", "0001"), "a")


def test_a_key_file_that_others_can_read_is_refused(vault: Vault) -> None:
    vault.fresh_key("a")
    (vault.folder / "files_kek_0001.key").chmod(0o640)
    with pytest.raises(KeyExposed):
        vault.fresh_key("b")


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33])
def test_a_key_file_that_holds_no_key_is_refused(content: str, vault: Vault) -> None:
    vault.fresh_key("a")
    (vault.folder / "files_kek_0001.key").write_text(content)
    with pytest.raises(KeyUnusable):
        vault.fresh_key("b")


def test_two_processes_that_make_the_first_key_end_with_one(vault: Vault) -> None:
    path = vault.folder / "files_kek_0001.key"
    create_key(path)
    before = path.read_text()
    create_key(path)
    assert (path.read_text(), list(vault.folder.iterdir())) == (before, [path])


def test_marks_differ_by_purpose_and_by_installation(vault: Vault, tmp_path: Path) -> None:
    other = Vault(tmp_path / "other")
    marks = {vault.mark("blob", b"x"), vault.mark("content", b"x"), other.mark("blob", b"x")}
    assert len(marks) == 3
    assert vault.mark("blob", b"x") == Vault(vault.folder).mark("blob", b"x")


def test_no_key_shows_when_it_is_printed(vault: Vault) -> None:
    key = vault.fresh_key("a")
    assert repr(key.plain) not in repr(key)
