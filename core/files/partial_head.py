"""Head of an upload in parts (断点续传的文件头): whose it is, what for, and how much was announced."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson

HEAD_BYTES = 1024
LONGEST_DECLARED = 60


class NoHead(ValueError):
    """A file that was killed before its head was written, or that is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`about` what it is for, `declared` the media type that the sender gives, `size` in bytes."""

    member_id: int
    about: str
    declared: str
    size: int

    def as_bytes(self) -> bytes:
        return orjson.dumps(asdict(self)).ljust(HEAD_BYTES)

    @classmethod
    def of_bytes(cls, content: bytes) -> Head:
        """Raises NoHead."""
        if len(content) != HEAD_BYTES:
            raise NoHead
        try:
            return cls(**orjson.loads(content))
        except (ValueError, TypeError) as broken:
            raise NoHead from broken
