"""Where images come from: a folder on this machine, or a zip; names as people wrote them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.scans.named import LITTER

UTF8_FLAG = 0x800
LOCKED_FLAG = 0x1
# What a broken member does to the reader, whichever way it is packed.
BROKEN = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)


class NoScans(ValueError):
    """What was handed in holds no images that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class ScanFile:
    """One file: its path within what was handed in, and how its bytes are opened."""

    path: str
    open: Callable[[], IO[bytes]]


def from_folder(folder: Path) -> list[ScanFile]:
    """Every file of the folder by name; a link is no file of the folder."""
    found = sorted(it for it in folder.rglob("*") if it.is_file() and not it.is_symlink())
    return _named((it.relative_to(folder).as_posix(), _opener(it)) for it in found)


def from_zip(packed: IO[bytes]) -> list[ScanFile]:
    """Every file of the zip. Raises NoScans where it is none or asks for a password."""
    try:
        archive = zipfile.ZipFile(packed)
        members = [it for it in archive.infolist() if not it.is_dir()]
    except BROKEN as broken:
        raise NoScans("这不是完整的 zip 压缩包，请重新打包再导入。") from broken
    if any(it.flag_bits & LOCKED_FLAG for it in members):
        raise NoScans("压缩包设了密码，请不设密码重新打包。")
    return _named((_name(it), _member(archive, it)) for it in members)


def _named(files: Iterator[tuple[str, Callable[[], IO[bytes]]]]) -> list[ScanFile]:
    kept = [ScanFile(path, opened) for path, opened in files if not LITTER.search(path)]
    if not kept:
        raise NoScans("里面没有图像。")
    return kept


def _name(member: zipfile.ZipInfo) -> str:
    """The path as it was written: Windows packs Chinese names in GB18030 without saying so."""
    if member.flag_bits & UTF8_FLAG:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)
