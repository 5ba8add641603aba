"""扫库位标签的回答: how many volumes belong there, how many stand there, and what is to be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.replies.part import part_of
from core.custody.slot_contents import Kept

MOST_NAMED = 6


def in_slot(volumes: Sequence[Kept]) -> str:
    """应有 3 卷，在位 1 卷。现在库外：…。查找中：…。补建：…。"""
    away = [it for it in volumes if it.out and not it.missed]
    missed = [it for it in volumes if it.missed]
    there = len(volumes) - len(away) - len(missed)
    said = [f"应有 {len(volumes)} 卷，在位 {there} 卷"]
    if away:
        said.append(f"现在库外：{_some(it.dossier for it in away)}")
    if missed:
        said.append(f"查找中：{_some(_name(it) for it in missed)}")
    rebuilt = [it for it in volumes if it.rebuilt]
    if rebuilt:
        said.append(f"补建：{_some(_name(it) for it in rebuilt)}")
    return "".join(f"{part}。" for part in said)


def _name(it: Kept) -> str:
    return f"{it.dossier} {part_of(it.kind, it.ordinal)}"


def _some(names: Iterable[str]) -> str:
    each = list(dict.fromkeys(names))
    more = f" 等 {len(each)} 份" if len(each) > MOST_NAMED else ""
    return "、".join(each[:MOST_NAMED]) + more
