"""Asking the law about every line of a list (逐件核对), and recording a refusal."""

from __future__ import annotations

from core.collection.events import SubmissionRefused
from core.collection.listed_piece import ListedPiece
from core.collection.pieces_refused import PiecesRefused
from core.collection.submission import Submission
from core.collection.submission_facts import submission_facts
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.decision import Decision, Refused
from rules.facts.submission import Mode, SubmissionFacts


def ask_list_law(
    unit: OpenUnit,
    submission: Submission,
    pieces: tuple[ListedPiece, ...],
    mode: Mode,
    above: frozenset[str],
) -> PiecesRefused | None:
    """Every line with every reason; None where all may be handed in. Like lines are asked once."""
    law = law_of(unit, submission.room_id)
    asked: dict[SubmissionFacts, Decision] = {}
    found: dict[int, Refused] = {}
    for nth, piece in enumerate(pieces, start=1):
        facts = submission_facts(piece, law.book, mode, above)
        if facts not in asked:
            asked[facts] = unit.judge(facts, submission.ref, law)
        decision = asked[facts]
        if isinstance(decision, Refused):
            found[nth] = decision
    return _told(unit, submission, found) if found else None


def _told(unit: OpenUnit, submission: Submission, found: dict[int, Refused]) -> PiecesRefused:
    together = {it.law: it for refused in found.values() for it in refused.reasons}
    unit.record(
        SubmissionRefused(
            ref=submission.ref,
            pieces=len(found),
            laws=tuple(together),
            decision=unit.last_decision,
        )
    )
    return PiecesRefused(
        reasons=tuple(together.values()),
        book_version=next(iter(found.values())).book_version,
        fired=tuple(dict.fromkeys(code for it in found.values() for code in it.fired)),
        pieces=tuple((nth, it.reasons) for nth, it in found.items()),
    )
