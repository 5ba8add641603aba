"""Limits (限额): how much one file may cost before it is turned away."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings for one file; the defaults let a 600-dpi grey A3 scan (70 MP) through.

    `bytes_` bounds what arrives and `copy_bytes` what leaves the child, which may be larger since
    it is written at one quality; `memory` is the child's address space,
    `files_at_once` bounds how many children run together.
    """

    bytes_: int = 50 * MEBIBYTE
    copy_bytes: int = 75 * MEBIBYTE
    pixels: int = 100_000_000
    pages: int = 200
    memory: int = 1024 * MEBIBYTE
    cpu_seconds: int = 30
    seconds: float = 60
    upload_seconds: float = 300
    files_at_once: int = 2
