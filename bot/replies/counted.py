"""How many volumes (卷数): 共 30 卷，在外 12 卷 — what a card may say anywhere, for it names nobody."""

from __future__ import annotations

from core.requests.case import Case
from core.requests.line import OUT, LineState

_PARTS: tuple[tuple[str, frozenset[LineState]], ...] = (
    ("在外", OUT),
    ("待核", frozenset({LineState.RETURNED})),
    ("已还", frozenset({LineState.CHECKED})),
    ("不予办理", frozenset({LineState.REFUSED})),
    ("未取", frozenset({LineState.DROPPED})),
)


def counted(case: Case) -> str:
    """The volumes of a list in numbers; empty where one dossier was asked for."""
    if not case.is_list:
        return ""
    counts = [(said, sum(it.state in states for it in case.lines)) for said, states in _PARTS]
    return "，".join([f"共 {len(case.lines)} 卷", *(f"{said} {n} 卷" for said, n in counts if n)])
