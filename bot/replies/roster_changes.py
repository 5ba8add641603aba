"""What an import tells (导入比对与结果): counts, and the first dossiers that change, column by column."""

from __future__ import annotations

from typing import Any

from core.holdings.compare_roster import Change, Comparison

FIRST = 20

# What an import wrote of each other sheet; what was there already is not counted.
WRITTEN = (
    ("contacts", "联络员", "新登记 {} 人"),
    ("catalogue", "目录", "登记件数页数 {} 卷"),
    ("materials", "材料目录", "新增 {} 件"),
    ("loans", "在借", "带入 {} 卷"),
)
NOTHING_NEW = "没有变化"


def people_said(verb: str, counts: dict[str, Any]) -> str:
    """`counts`: imported, updated (those that were here) and, of these, unchanged."""
    unchanged = counts.get("unchanged", 0)
    changed = counts["updated"] - unchanged
    if unchanged and not changed and not counts["imported"]:
        return f"花名册 {unchanged} 人与系统里的一致，{NOTHING_NEW}。"
    same = f"，{NOTHING_NEW} {unchanged} 人" if unchanged else ""
    return f"{verb} {counts['imported']} 人，更新 {changed} 人{same}。"


def written_said(counts: dict[str, Any]) -> list[tuple[str, str]]:
    """Of each other sheet that the workbook had: its name, and what was written of it."""
    return [
        (sheet, said.format(counts[name]) if counts[name] else NOTHING_NEW)
        for name, sheet, said in WRITTEN
        if name in counts
    ]


def as_changes(found: Comparison) -> dict[str, Any]:
    """`changes` as `import --dry-run --json` prints it; names keep their mask."""
    return {
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "somebody_else": sum(each.is_somebody_else for each in found.changed),
        "first": [
            {"dossier": each.number, "changes": [_as_row(change) for change in each.changes]}
            for each in found.changed[:FIRST]
        ],
    }


def somebody_else(changes: dict[str, Any]) -> str:
    """What to look at before a number is given to another person."""
    return (
        f"其中 {changes['somebody_else']} 个档案编号下的姓名和身份证号都与系统里的不同，"
        "像是换了人。请先核对是不是选错了文件、填错了编号。"
    )


def change_lines(changes: dict[str, Any]) -> list[str]:
    """The same for people."""
    lines = [somebody_else(changes)] if changes["somebody_else"] else []
    for each in changes["first"]:
        said = "；".join(_said(change) for change in each["changes"])
        lines.append(f"  {each['dossier']}　{said}")
    if changes["changed"] > FIRST:
        lines.append(f"  只列前 {FIRST} 人。")
    return lines


def _as_row(change: Change) -> dict[str, str]:
    return {"column": change.column, "from": str(change.before), "to": str(change.after)}


def _said(change: dict[str, str]) -> str:
    if not change["from"] and not change["to"]:
        return f"{change['column']}有变动（不显示）"
    return f"{change['column']}：{change['from'] or '（空）'} → {change['to'] or '（空）'}"
