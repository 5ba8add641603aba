"""Readings (读音): the pinyin initials by which a name may be asked for, all readings counted.

单 is Shan in a surname and Dan elsewhere, 尉迟 begins with Y and 尉 alone may begin with W: nobody
at a telephone should have to know which one the dictionary puts first.
"""

from __future__ import annotations

from functools import cache
from itertools import product

MOST_READINGS = 32  # a name of many-voiced characters would otherwise multiply without end


def initials(name: str) -> list[str]:
    """Initials of a name in lower case, the likeliest first, at most `MOST_READINGS`.

    Characters without a known reading are passed over; Latin letters stand for themselves.
    """
    voices = [found for letter in name if (found := _initials_of(letter))]
    if not voices:
        return []
    ranked = sorted(
        product(*(range(len(each)) for each in voices)), key=lambda places: (sum(places), places)
    )
    return [
        "".join(each[place] for each, place in zip(voices, places, strict=True))
        for places in ranked[:MOST_READINGS]
    ]


@cache
def _initials_of(letter: str) -> tuple[str, ...]:
    if letter.isascii():
        return (letter.lower(),) if letter.isalpha() else ()
    from pypinyin import Style, pinyin  # its dictionary takes a moment to load

    # One character at a time: within a known word the dictionary leaves other readings out.
    found = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore")
    firsts = (reading[0] for reading in (found[0] if found else []) if reading)
    return tuple(dict.fromkeys(first for first in firsts if first.isascii()))
