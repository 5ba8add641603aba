"""What somebody typed into the search (检索词解析): which ranges of terms and which units it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import BadValue
from core.holdings.terms import bare_name

LONGEST_TEXT = 40
LAST4 = re.compile(r"\d{3}[\dX]")


@dataclass(frozen=True, slots=True)
class Asked:
    """`by` names what was typed, for the log: name, unit_and_name, initials, number or last4.

    `exact` terms come first, then every term with one of the `beginnings`, then the people of units
    whose name contains a piece, all of them or those whose own name contains another: `of_units`.
    """

    by: str
    exact: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    of_units: tuple[tuple[str, str], ...] = ()


def asked(text: str) -> Asked:
    """Raises BadValue for an empty text and for one longer than 40 characters."""
    seen = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    words = [word for word in seen.split() if bare_name(word)]
    if not words or len(text) > LONGEST_TEXT:
        raise BadValue(field="text")
    whole = bare_name("".join(words))
    if whole.isascii():
        return _codes(whole)
    beginnings = (f"N{whole}", f"n{whole}", f"d{whole}")
    if len(words) == 1:
        return Asked("name", beginnings=beginnings, of_units=((words[0], ""),))
    pairs = (
        (words[0], bare_name("".join(words[1:]))),
        (words[-1], bare_name("".join(words[:-1]))),
    )
    return Asked("unit_and_name", beginnings=beginnings, of_units=pairs)


def _codes(code: str) -> Asked:
    if code.isalpha():
        return Asked("initials", beginnings=(f"p{code.lower()}", f"d{code}"))
    number = code.lstrip("0") if code.isdigit() else code
    exact = (f"d{number or code}",)
    if LAST4.fullmatch(code):
        return Asked("last4", exact=(f"i{code}", *exact), beginnings=(f"d{code}",))
    return Asked("number", exact=exact, beginnings=(f"d{code}",))
