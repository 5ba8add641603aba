"""Turned away (不予接收): why the intake did not keep a file. The words are in the replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ALL_REASONS: Final = (
    "empty",  # no byte arrived
    "too_large",  # more bytes than one file may have
    "upload_too_slow",  # the bytes stopped arriving
    "unknown_type",  # the signature at offset 0 is none of the four
    "type_mismatch",  # declared as one type, is another
    "damaged",  # a decoder gave up, or crashed
    "password_protected",  # a PDF that asks for a password
    "too_many_pixels",  # one picture would unfold beyond the limit
    "too_many_pages",  # pages of a PDF, frames of a TIFF
    "too_heavy",  # decoding wants more memory or space than allowed
    "timed_out",  # decoding wants more time than allowed
    "unsafe_content",  # an active part was still there after cleaning
)


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The file was not kept and nothing of it remains; `reason` is one of `ALL_REASONS`."""

    reason: str

    def __post_init__(self) -> None:
        if self.reason not in ALL_REASONS:
            raise ValueError(f"no such reason: {self.reason}")
