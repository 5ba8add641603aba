"""Names and numbers that do not show themselves (脱敏).

A `Masked` prints its mask wherever it ends up: log, template, exception. Only `reveal()` gives the
value, and callers of `reveal` are listed by an architecture test.
"""

from __future__ import annotations

COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "尉迟",
        "皇甫",
        "东方",
        "慕容",
        "公孙",
        "令狐",
        "宇文",
        "长孙",
        "司徒",
        "司空",
        "端木",
        "南宫",
        "独孤",
    ]
)


def mask_name(name: str) -> str:
    """张三 → 张*, 欧阳修文 → 欧阳**, 阿卜杜拉·买买提 → 阿卜杜拉·***."""
    if "·" in name:
        first, rest = name.split("·", 1)
        return f"{first}·{'*' * len(rest)}"
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:kept] + "*" * max(len(name) - kept, 1)


class Masked:
    """A person's name that shows only its mask.

    No dataclass on purpose: `asdict` and orjson open dataclasses, and would open this one.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Masked) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __str__(self) -> str:
        return mask_name(self._value) if self._value else ""

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def reveal(self) -> str:
        """The name itself; the caller answers for the log entry of this reading."""
        return self._value
