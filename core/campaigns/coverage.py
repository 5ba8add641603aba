"""Coverage (工作范围): which classes and kinds of material a campaign is about."""

from __future__ import annotations

import re

from core.errors import BadValue
from core.holdings.roster.cells import ascii_text

MOST = 40  # codes
_PARTS = re.compile(r"[\s,，、;；]+")
_CODE = re.compile(r"(?:[1-9]|10)(?:-\d{1,2}){0,2}")


def covered(text: str) -> tuple[str, ...]:
    """The codes in the order given, each once; raises BadValue for what is no code."""
    codes = tuple(dict.fromkeys(part for part in _PARTS.split(ascii_text(text)) if part))
    if len(codes) > MOST or not all(_CODE.fullmatch(code) for code in codes):
        raise BadValue(field="covers")
    return codes


def covers(codes: tuple[str, ...], kind: str) -> bool:
    """Whether a kind (3-1) is among the codes, by itself or by its class; no codes: all are."""
    return not codes or any(kind == code or kind.startswith(code + "-") for code in codes)
