"""What was scanned (扫码): a code's kind by its shape, before anything is looked up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.ids import check_character, checked

CODE, VOLUME, FORM, SLOT, LIST = "C", "V", "F", "S", "M"
LENGTHS = {CODE: 13, VOLUME: 12, FORM: 22, SLOT: 12, LIST: 12}
MOST_WORDS = 3  # dossier number, part, slot
_SKIPPED = re.compile(r"[\s\-‐-―_.·。．]+")
_SHORT = re.compile(r"\d{1,5}")
_NUMBER = re.compile(r"[〔\[(【](\d{4})[〕\])】](\d{1,6})号?$")
_LETTERS = re.compile(r"[CVFSM][A-Z0-9]{2,}")


@dataclass(frozen=True, slots=True)
class Scanned:
    """`kind` is code, volume, form, slot, list, number, typed, broken, empty or unknown; `text` what to
    look up: a dossier number, then what else was typed, where it is `typed`.
    """

    kind: str
    text: str = ""
    year: str = ""


def plain(text: str) -> str:
    """What a gun meant, even through an input method: half width, upper case, nothing between."""
    return _SKIPPED.sub("", unicodedata.normalize("NFKC", text).upper())


def read_scan(text: str) -> Scanned:
    """The kind of a scanned or typed text; never raises."""
    meant = plain(text[:200])
    if not meant:
        return Scanned("empty")
    if _SHORT.fullmatch(meant):
        return Scanned("number", meant.zfill(4))
    numbered = _NUMBER.search(meant)
    if numbered:
        return Scanned("number", numbered[2].zfill(4), numbered[1])
    found = _coded(meant) if _LETTERS.fullmatch(meant) else Scanned("unknown", meant[:30])
    words = unicodedata.normalize("NFKC", text[:80]).split()
    if found.kind in ("broken", "unknown") and 2 <= len(words) <= MOST_WORDS:
        return Scanned("typed", " ".join(words))
    return found


def is_coded(text: str) -> bool:
    """Whether it looks like a code of ours, whole or not."""
    return _LETTERS.fullmatch(plain(text)) is not None


def _coded(meant: str) -> Scanned:
    kinds = {CODE: "code", VOLUME: "volume", FORM: "form", SLOT: "slot", LIST: "list"}
    if len(meant) != LENGTHS[meant[0]] or not checked(meant):
        return Scanned("broken", meant[:30])
    return Scanned(kinds[meant[0]], meant[1:-1] if meant[0] == FORM else meant)


def form_code(ref: str) -> str:
    """What the approval form's QR says: F, the case's opaque reference, a check character."""
    return f"{FORM}{ref}{check_character(FORM + ref)}"
