"""What a dry run tells (导入前比对): counts, and the first dossiers that would change, column by column."""

from __future__ import annotations

from typing import Any

from core.holdings.compare_roster import Change, Comparison

FIRST = 20


def as_changes(found: Comparison) -> dict[str, Any]:
    """`changes` as `import --dry-run --json` prints it; names keep their mask."""
    return {
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "first": [
            {"dossier": each.number, "changes": [_as_row(change) for change in each.changes]}
            for each in found.changed[:FIRST]
        ],
    }


def change_lines(changes: dict[str, Any]) -> list[str]:
    """The same for people."""
    lines = [f"其中有变动 {changes['changed']} 人，无变动 {changes['unchanged']} 人。"]
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
