"""正本 第 1 卷: which volume of a dossier, with 补建 where it was made anew."""

from __future__ import annotations

from bot.replies.words import word


def part_of(kind: str, ordinal: int, *, rebuilt: bool = False) -> str:
    mark = "（补建）" if rebuilt else ""
    return f"{word('kind', kind)} 第 {ordinal} 卷{mark}"
