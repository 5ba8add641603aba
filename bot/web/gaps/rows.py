"""Rows of gap lists (查缺清单的行): what, of which occasion, who owes it, by when, how to cure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from sqlmodel import Session

from bot.replies.dates import day
from bot.replies.gap_words import STATES, cures, lacking, owner_word
from core.gaps.gap import Gap
from core.requests.room_law import judge_of
from rules.book import RuleBook
from rules.judge import Judge
from rules.material_words import say_class


def books(session: Session, house: Judge) -> Callable[[int], RuleBook]:
    """The book of each room by its id: the one that its gaps were counted by."""
    return cache(lambda room_id: judge_of(session, house, room_id).book)


def gap_row(gap: Gap, book: RuleBook, today: date) -> dict[str, Any]:
    """One line; a kind that the book has no longer is told by its code alone."""
    kind = book.materials.get(gap.kind)
    return {
        "ref": gap.ref,
        "version": gap.version,
        "class": say_class(kind.class_code) if kind else gap.kind,
        "lacks": lacking(kind.title if kind else gap.kind, gap.occasion),
        "occasion": gap.occasion,
        "owner": owner_word(gap.owner),
        "due": day(gap.due_on),
        "late": gap.due_on is not None and gap.due_on < today,
        "cure": cures(kind.cure, gap.best) if kind else "",
        "note": kind.note if kind else "",
        "state": STATES.get(gap.state, ""),
        "open": gap.state == "open",
        "explanation": gap.explanation,
        "waits": gap.state == "open" and gap.explained_by is not None,
    }


def classes_of(book: RuleBook) -> list[dict[str, str]]:
    """The classes to narrow a list to, main classes only."""
    return [
        {"id": code, "word": f"{say_class(code)}　{it.title}"}
        for code, it in book.classes.items()
        if "-" not in code
    ]
