"""What a backup holds (备份清单): every file with its SHA-256, and the log's signed head."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import orjson

NAME = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "danggui.sqlite", "postgresql": "danggui.pgdump"}
PIECE = 1 << 20


class BadBackup(ValueError):
    """This file is no backup of ours, or not all of it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`head` is the text of a printed head; `files` maps each name to the SHA-256 of its bytes."""

    made_at: str
    backend: str
    revision: str
    head: str
    public_key: str
    with_keys: bool
    files: dict[str, str]

    @property
    def database(self) -> str:
        return DATABASES[self.backend]

    def to_json(self) -> bytes:
        return orjson.dumps({"format": FORMAT, **asdict(self)}, option=orjson.OPT_INDENT_2) + b"\n"

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises `BadBackup` unless it is one, with names that stay in the folder."""
        try:
            body: dict[str, Any] = orjson.loads(text)
            if body.pop("format") != FORMAT:
                raise BadBackup("The backup was made by another version.")
            manifest = cls(**body)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            if isinstance(error, BadBackup):
                raise
            raise BadBackup("The backup's manifest cannot be read.") from error
        if manifest.backend not in DATABASES or manifest.database not in manifest.files:
            raise BadBackup("The backup holds no database.")
        if not all(_stays_inside(name) for name in manifest.files):
            raise BadBackup("The backup names a file outside its folder.")
        return manifest


def digest_of(source: BinaryIO) -> str:
    """SHA-256 of what is left to read."""
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def digest_at(path: Path) -> str:
    with path.open("rb") as source:
        return digest_of(source)


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and bool(name)
