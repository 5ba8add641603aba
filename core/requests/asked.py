"""What was asked, put plainly (申请内容的判断): scope, documents, sub-purpose, terms."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from rules.lists import RuleList

WHOLE = ("全卷", "整卷", "全部")
_DOCUMENT = re.compile(
    r"〔\d{4}〕\s*\d+\s*号|\[\d{4}\]\s*\d+\s*号|(?:批准|批复|公函|函)[^，。]*\d+\s*号"
)

_RELATIVES = re.compile(
    r"(?:亲属|家属|子女|儿子|女儿|配偶|父母|兄弟|姐妹)[^，。；]*(?:政审|政治审查)"
)


def scope_of(classes: str) -> str:
    """`whole`, `classes` or `unnamed`: what the application names to be read."""
    said = classes.strip()
    if not said:
        return "unnamed"
    return "whole" if any(word in said for word in WHOLE) else "classes"


def document_given(document: str, detail: str) -> bool:
    """Whether a document is named: in its own field, or by its number (〔2026〕5号) in the detail."""
    return bool(document.strip()) or _DOCUMENT.search(detail) is not None


def sub_purpose_of(purpose: str, sub_purpose: str, lists: Mapping[str, RuleList]) -> str:
    """`none`, `listed` or `unlisted`, by the book's list `sub_purposes_<purpose>`."""
    if not sub_purpose:
        return "none"
    listed = lists.get(f"sub_purposes_{purpose}")
    return "listed" if listed is not None and sub_purpose in listed.items else "unlisted"


def is_review_of_relatives(purpose: str, sub_purpose: str, detail: str) -> bool:
    """Whether a political review (政审) is of relatives: by its sub-purpose, or as the detail says."""
    if purpose != "political_review":
        return False
    return sub_purpose == "relatives" or _RELATIVES.search(detail) is not None


def approval_expired(kept_until: date | None, today: date) -> bool:
    """Whether what was made ready has lain longer than it is kept."""
    return kept_until is not None and today > kept_until


def extensions_left(used: int | None, allowed: int) -> int:
    """How many more times a loan may be extended; all of them for a volume that is in."""
    return max(0, allowed - (used or 0))


def rank_allows_duplicate(rank: str, ranks: Collection[str]) -> bool:
    """Whether a cadre of this rank may have a duplicate; a rank that is not known is not judged."""
    said = rank.strip()
    return not said or any(title in said for title in ranks)
