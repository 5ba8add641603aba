"""Facts of one line that is handed in (报送事实): its kind, its words, and who manages its subject.

Discipline and audit material goes from its source organ to the archive room direct, and a contact is a junior
who must not carry their own leaders' papers (office practice F8, F9): the laws of handing in say so.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from core.collection.listed_piece import ListedPiece
from rules.book import RuleBook
from rules.facts.submission import KindSeenBy, MaterialClass, Mode, SubmissionFacts

WORDS = "organs_material"


def kind_meant(title: str, book: RuleBook) -> tuple[str, str]:
    """Code and occasion of the required kind that is called so, by title or alias; else empty twice.

    What stands in brackets after a title, as gap lists write it, is the occasion: a year goes
    without its 年.
    """
    whole = title.strip()
    named = {name: it.code for it in book.materials.values() for name in (it.title, *it.aliases)}
    if whole in named:
        return named[whole], ""
    bare, _, bracket = whole.rpartition("（")
    occasion = bracket.removesuffix("）")
    if bare not in named or occasion == bracket:
        return "", ""
    year = occasion.removesuffix("年")
    return named[bare], year if year.isascii() and year.isdigit() else occasion


def submission_facts(
    piece: ListedPiece, book: RuleBook, mode: Mode, above: Collection[str] = ()
) -> SubmissionFacts:
    """The sheet of this line; `above` are the dossiers whose cadres are managed above their unit."""
    kind = book.materials.get(piece.kind or kind_meant(piece.title, book)[0])
    top = kind.class_code.partition("-")[0] if kind else ""
    return SubmissionFacts(
        step="hand_in",
        mode=mode,
        material_class=cast("MaterialClass", f"class_{top}" if top else "unknown"),
        kind_seen_by=cast("KindSeenBy", kind.seen_by if kind else "unknown"),
        title_names_organs_material=any(
            it in piece.title for it in book.lists[WORDS].items.values()
        ),
        subject_managed_above_unit=piece.dossier in above,
    )
