"""Evidence string (材料依据): `2000.01.01 四类《入党申请书》`, a form that people and machines read alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLASSES = "一二三四五六七八九十"
_FORM = re.compile(
    r"(?:(\d{4}(?:\.\d{2}){0,2}) )?(?:([一二三四五六七八九十])类)?《(.+)》", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """`formed` is YYYY[.MM[.DD]] or empty, `class_code` 1 … 10 or empty (sub-classes by their class)."""

    formed: str
    class_code: str
    title: str

    def __str__(self) -> str:
        number = self.class_code.split("-")[0]
        of_class = f"{CLASSES[int(number) - 1]}类" if number else ""
        return f"{self.formed} {of_class}《{self.title}》".strip()


def read_evidence(text: str) -> Evidence:
    """The parts of a string that `Evidence` wrote; raises ValueError for any other."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(text)
    formed, of_class, title = found.groups()
    number = str(CLASSES.index(of_class) + 1) if of_class else ""
    return Evidence(formed or "", number, title)
