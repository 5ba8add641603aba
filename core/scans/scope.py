"""Scope of reading (查阅范围), strictly: only words that are wholly understood open anything."""

from __future__ import annotations

import re

WHOLE = frozenset({"全卷", "整卷", "全部"})
# As the chat offers them; a class told with another class's name is not understood.
OFFERED = {"一、履历": "1", "三、考核": "3", "四、学历职称": "4", "九、工资任免": "9"}
_NUMERALS = {said: str(n) for n, said in enumerate("一二三四五六七八九十", start=1)}
_ONE = re.compile(r"第?([一二三四五六七八九十]|10|[1-9])(-[1-9])?类?")


def in_scope(classes: str, class_code: str) -> bool:
    """Whether a form that names `classes` opens this class, or the class above it."""
    said = classes.strip()
    if said in WHOLE:
        return True
    named = _named(said)
    return class_code in named or class_code.partition("-")[0] in named


def _named(said: str) -> frozenset[str]:
    """The classes named; none at all where any part of the words is not understood."""
    codes = [code for part in re.split("[，,；;]", said) for code in _of_part(part.strip())]
    return frozenset(codes) if all(codes) else frozenset()


def _of_part(part: str) -> list[str]:
    if part in OFFERED:
        return [OFFERED[part]]
    return [_code(word.strip()) for word in part.split("、")]


def _code(word: str) -> str:
    found = _ONE.fullmatch(word)
    if found is None:
        return ""
    return _NUMERALS.get(found[1], found[1]) + (found[2] or "")
