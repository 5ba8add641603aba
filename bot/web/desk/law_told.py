"""What the law said last (规则怎么说): each law that fired, with its basis, as far as one may read."""

from __future__ import annotations

from typing import Any

import orjson
from sqlmodel import Session, col, select

from bot.replies.dates import moment
from core.decisions import KeptDecision
from rules.book import RuleBook
from rules.explain import LawTold, explain
from rules.law import AUDIENCES
from rules.words import EFFECTS


def law_told(session: Session, ref: str, book: RuleBook, audience: str) -> dict[str, Any] | None:
    """The case's latest decision; None for applicants, and where none was made."""
    rank = AUDIENCES.index(audience)
    if rank == 0:
        return None
    kept = session.exec(
        select(KeptDecision).where(KeptDecision.about == ref).order_by(col(KeptDecision.at).desc())
    ).first()
    if kept is None:
        return None
    hidden = {law.code for law in book.laws if AUDIENCES.index(law.audience) > rank}
    fired = [code for code in kept.fired.split(",") if code]
    laws = [law for law in _laws(kept, fired, book) if law.law not in hidden]
    against = sum(law.fired for law in laws)
    return {
        "id": kept.ref,
        "outcome": "可以办理" if kept.allowed else f"暂不能办理，{against} 条未满足",
        "at": moment(kept.at),
        "book": kept.book_version,
        "agrees": True,
        "laws": [_law(law) for law in laws],
    }


def _laws(kept: KeptDecision, fired: list[str], book: RuleBook) -> tuple[LawTold, ...]:
    facts = orjson.loads(kept.facts) if kept.facts else {}
    return explain(facts, fired, book)


def _law(law: LawTold) -> dict[str, Any]:
    return {
        "code": law.law,
        "title": law.title,
        "effect": EFFECTS[law.effect],
        "fired": law.fired,
        "basis": law.basis,
        "conditions": [f"{it.sentence}（当时：{it.said}）" for it in law.conditions[2:]],
    }
