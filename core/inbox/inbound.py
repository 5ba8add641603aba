"""Inbound (来件): what a channel brought, remembered by its own event id before it is handled."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound(Command):
    """A message or a press of a bound member. `key` in the envelope is the channel's event id."""

    channel: str
    kind: str  # text | press | file | pictures | code | edited | dropped: screened out before it was kept
    text: str = ""
    # Of a press its button; of a code that was read from a photo, the hash it is kept by.
    token: str = ""
    # Of files: which they are (a digest of the channel's own id), how many, what is wrong with them.
    mark: str = ""
    files: int = 0
    problem: str = ""
