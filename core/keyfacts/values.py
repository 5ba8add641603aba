"""Values of key facts (事实取值): dates as YYYY[.MM[.DD]], the rest as words; when two of them agree."""

from __future__ import annotations

import re
from datetime import date

from core.errors import BadValue
from core.holdings.roster.cells import ascii_text
from core.keyfacts.shown_fact import DATES, KeyFact
from core.members.entered import entered

EARLIEST, LATEST = 1900, 2099
_DATE = re.compile(r"(\d{4})年?(?:[-/.]?(\d{1,2})月?(?:[-/.]?(\d{1,2})日?)?)?")
# How papers of different years call one level of schooling.
_SAME = {
    **dict.fromkeys(("大学", "大学本科", "本科", "本科毕业"), "大学"),
    **dict.fromkeys(("大专", "大学专科", "专科", "大学普通班"), "大专"),
    **dict.fromkeys(("中专", "中等专科", "中师"), "中专"),
    **dict.fromkeys(("硕士研究生", "研究生（硕士）", "研究生硕士"), "硕士研究生"),
    **dict.fromkeys(("博士研究生", "研究生（博士）", "研究生博士"), "博士研究生"),
}
EDUCATIONS = ("fulltime", "inservice")


def value_of(fact: str, text: str) -> str:
    """The value as it is kept. Raises BadValue for what cannot be."""
    if fact not in DATES:
        return entered("value", text, 80)
    found = _DATE.fullmatch(ascii_text(text).replace(" ", ""))
    if found is None:
        raise BadValue(field="value")
    year, month, day = (int(part) if part else None for part in found.groups())
    _demand_day(year or 0, month, day)
    return ".".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def detail_of(fact: str, text: str) -> str:
    """What tells several of a kind apart. Raises BadValue."""
    given = text.strip()
    match fact:
        case KeyFact.EDUCATION:
            if given not in EDUCATIONS:
                raise BadValue(field="detail")
            return given
        case KeyFact.EXPERIENCE:
            try:
                began = value_of(KeyFact.BEGAN_WORK, given)
            except BadValue:
                raise BadValue(field="detail") from None
            return began[:7]
    return ""


def agree(fact: str, one: str, other: str) -> bool:
    """Whether two values say the same: a date may be told less exactly, a level by another word."""
    if fact in DATES:
        return one.startswith(other) or other.startswith(one)
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    bare = "".join(text.split())
    return _SAME.get(bare, bare)


def _demand_day(year: int, month: int | None, day: int | None) -> None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise BadValue(field="value") from None
    if not EARLIEST <= year <= LATEST:
        raise BadValue(field="value")
