"""Inbound (来件): what a channel brought, remembered by its own event id before it is handled."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound(Command):
    """A message or a press of a bound member. `key` in the envelope is the channel's event id."""

    channel: str
    kind: str  # text | press | dropped: screened out before it was kept
    text: str = ""
    token: str = ""
