"""What one paper shows (所载事实), for the block on the inspection page (desk/shown_facts.html.j2).

A page that includes the block puts `shown_facts: shown_block(session, piece)` into its context.
"""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from bot.replies.words import choices
from bot.web.keyfacts.words import fact_word
from core.collection.piece import Piece, PieceState
from core.keyfacts.questions import facts_shown, roster_value
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.values import agree

_AT_HAND = frozenset({PieceState.COUNTED, PieceState.PASSED, PieceState.FILED})


def shown_block(session: Session, piece: Piece) -> dict[str, Any] | None:
    """The facts entered for a piece, each with what the roster or an earlier paper says otherwise.

    None before it is known whose the piece is, and once it is not kept here.
    """
    if piece.dossier_id is None or piece.state not in _AT_HAND:
        return None
    rows = session.exec(
        select(ShownFact)
        .where(ShownFact.piece_id == piece.id, col(ShownFact.withdrawn_at).is_(None))
        .order_by(col(ShownFact.id))
    ).all()
    return {
        "piece": piece.ref,
        "rows": [_row(session, it) for it in rows],
        "facts": choices("key_fact"),
        "details": choices("fact_detail"),
    }


def _row(session: Session, it: ShownFact) -> dict[str, str]:
    """`differs` says in words what says otherwise; empty where nothing does."""
    roster = roster_value(session, it.dossier_id, it.fact, it.detail)
    others = [
        other
        for other in facts_shown(session, it.dossier_id, it.fact, it.detail)
        if other.id != it.id and not agree(it.fact, it.value, other.value)
    ]
    said = [f"花名册 {roster}"] if roster and not agree(it.fact, it.value, roster) else []
    said += [f"{other.evidence} {other.value}" for other in others[:3]]
    return {
        "ref": it.ref,
        "fact": fact_word(it.fact, it.detail),
        "value": it.value,
        "differs": "；".join(said),
    }
