"""Asking the law about a return check (归还核对的裁定): counted page by page, by two, face to face.

R-LOAN-3 of the domain notes; the law is asked with the facts of the counting, line by line.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from core.custody.questions import OutOfStore
from core.requests.events import RequestRefused
from core.requests.facts import lending_facts, readers_named, window_opens
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.decision import Decision, Refused

STEP = "return_check"
# Differences by which the material itself is no longer what the catalogue says (十严禁 6-8).
CHANGES_MATERIAL = frozenset({"pages_missing", "pages_damaged", "foreign_pages", "wrong_volume"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How a volume was counted in, as the law asks about it."""

    returner_present: bool
    returner_is_counter: bool
    counted_page_by_page: bool
    material_changed: bool


def counting_of(returner: str, counter: str, agrees: bool, kind: str) -> Counting:
    """From what the counter says: who brought it, who counts, what came of it.

    A count has been made when it agrees or when it names what does not.
    """
    return Counting(
        returner_present=bool(returner.strip()),
        returner_is_counter=_bare(returner) == _bare(counter) != "",
        counted_page_by_page=agrees or bool(kind),
        material_changed=kind in CHANGES_MATERIAL,
    )


def ask_return(unit: OpenUnit, out: OutOfStore, counting: Counting) -> Decision:
    """The decision on this volume's return; a refusal is recorded."""
    readers, since = readers_named(unit, out.request), window_opens(unit, out.request.room_id)
    sheets = lending_facts(unit, out.request, STEP, readers, since)
    facts = next(sheet for volume, sheet in sheets if volume.line_id == out.line.id)
    asked = replace(facts, **asdict(counting))
    decision = unit.judge(asked, out.request.ref, law_of(unit, out.request.room_id))
    if isinstance(decision, Refused):
        laws, kept = tuple(reason.law for reason in decision.reasons), unit.last_decision
        unit.record(RequestRefused(ref=out.request.ref, step=STEP, laws=laws, decision=kept))
    return decision


def _bare(name: str) -> str:
    return "".join(name.split())
