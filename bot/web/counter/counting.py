"""The count of a volume that came back (清点): which one is next, and what is ticked off."""

from __future__ import annotations

from typing import Any

from bot.replies import part
from bot.replies.dates import moment
from bot.replies.words import words
from bot.web.counter.modes import Modes
from bot.web.counter.panel import Panel
from bot.web.read_case import full_name
from core.requests.case import Case, CaseLine
from core.requests.line import LineState


def part_of(line: CaseLine) -> str:
    return part.part_of(line.kind, line.ordinal, rebuilt=line.is_rebuilt)


def to_count(case: Case, panel: Panel | None) -> CaseLine | None:
    """The volume that was just scanned, else the first that waits; none with a discrepancy."""
    waiting = [
        line for line in case.lines if line.state == LineState.RETURNED and not line.discrepancy
    ]
    scanned = [line for line in waiting if panel is not None and line.label == panel.label]
    return next(iter(scanned or waiting), None)


def counting(case: Case, line: CaseLine, panel: Panel | None) -> dict[str, Any]:
    """The fields of the counting form, as the template states them."""
    counts = [("pieces", line.pieces, "件"), ("pages", line.pages, "页")]
    known = [{"id": name, "word": f"{n} {unit}，相符"} for name, n, unit in counts if n is not None]
    others = [it for it in case.lines if it.state == LineState.RETURNED and it.label != line.label]
    brought = panel.returner if panel else ""
    names = [full_name(reader.name) for reader in case.readers]
    return {
        "label": line.label,
        "volume": {"number": line.dossier, "part": part_of(line)},
        "returned": moment(line.returned_at),
        "counts": [*known, {"id": "order", "word": "与目录逐件相符"}],
        "returners": [{"name": name, "checked": name == brought} for name in names],
        "returner": "" if brought in names else brought,
        "kinds": [{"id": code, "word": said} for code, said in words("discrepancy").items()],
        "others": [f"{it.dossier} {part_of(it)}" for it in others if not it.discrepancy],
    }


def returning(modes: Modes, line: CaseLine) -> dict[str, Any]:
    """What was counted out is counted in; what left in a bag comes back in one."""
    counted, bag = modes.counts.get(line.label), modes.bags.get(line.label)
    order = [{"id": "order", "word": "与目录逐件相符"}]
    return {
        "counted": f"出库时 {counted.pieces} 件、{counted.pages} 页" if counted else "",
        "bag": f"{bag.number}，{bag.slip_number}" if bag else "",
        **({"counts": order} if counted else {}),
    }
