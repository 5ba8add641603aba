"""Piece by piece (逐件): which lines of a list the law refuses, and all the reasons of each."""

from __future__ import annotations

from dataclasses import dataclass

from rules.decision import Reason, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesRefused(Refused):
    """A list of which at least one line is refused; `pieces` are those, by their place from 1."""

    pieces: tuple[tuple[int, tuple[Reason, ...]], ...]
