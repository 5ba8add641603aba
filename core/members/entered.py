"""Text as someone entered it (录入): trimmed, not empty, not longer than its column."""

from __future__ import annotations

from core.errors import BadValue, CodedError


class Taken(CodedError):
    """Something else already bears this name or number."""

    code = "taken"


def entered(field: str, value: str, most: int) -> str:
    """The text without surrounding blanks; raises BadValue when empty, too long or unprintable."""
    text = value.strip()
    if not text or len(text) > most or not text.isprintable():
        raise BadValue(field=field, most=most)
    return text


def entered_or_empty(field: str, value: str, most: int) -> str:
    """As `entered`, but nothing is an answer too."""
    return entered(field, value, most) if value.strip() else ""
