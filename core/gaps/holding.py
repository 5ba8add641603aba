"""Which demanded paper a filed one is (对应): by occasion, by year, or because only one is owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.gaps.facts_of_cadre import year_in
from core.materials.material import MaterialForm

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A filed paper of a known kind."""

    id: int
    kind: str
    occasion: str
    form: str


def met_by(kind: str, occasion: str, demanded: Collection[Key]) -> Key | None:
    """The demand that a paper of this kind and occasion answers; None where nobody can tell.

    A paper that says a year answers the one demand of that year, one that says nothing the only
    demand of its kind. More than one candidate is for a person to decide.
    """
    if (kind, occasion) in demanded:
        return kind, occasion
    own = [key for key in demanded if key[0] == kind]
    year = year_in(occasion)
    if year:
        own = [key for key in own if year_in(key[1]) in (year, 0)]
    return own[0] if len(own) == 1 else None


def answered(demanded: Iterable[Key], held: Iterable[Paper]) -> dict[Key, int]:
    """Each demand that a held paper answers → that paper's id, each paper answering one.

    An explanation in the dossier answers nothing by itself: it is approved, and counted apart.
    """
    open_, found = set(demanded), dict[Key, int]()
    papers = [it for it in held if it.form != MaterialForm.EXPLANATION]
    for it in sorted(papers, key=lambda it: (it.kind, it.occasion) not in open_):
        met = met_by(it.kind, it.occasion, open_)
        if met is not None:
            open_.discard(met)
            found[met] = it.id
    return found
