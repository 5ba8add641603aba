"""Areas of the rule book (制度领域): each asks about its own fact sheet, at its own steps.

A step belongs to one area only, so step and mode together tell which laws are meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from rules.facts import inspection, lending, submission
from rules.facts.attribute import Attribute, Plain
from rules.facts.inspection import InspectionFacts
from rules.facts.lending import LendingFacts
from rules.facts.submission import SubmissionFacts

Facts = LendingFacts | InspectionFacts | SubmissionFacts


@dataclass(frozen=True, slots=True)
class Area:
    """`facts` is the typed sheet, `sheet` makes plain values of it or raises FactsRefused."""

    name: str
    facts: type[Any]
    attributes: Mapping[str, Attribute]
    sheet: Callable[[Any], dict[str, Plain]]

    @property
    def steps(self) -> tuple[str, ...]:
        return self.attributes["step"].allowed

    @property
    def modes(self) -> tuple[str, ...]:
        return self.attributes["mode"].allowed


LENDING = Area("lending", LendingFacts, lending.ATTRIBUTES, lending.sheet)
INSPECTION = Area("inspection", InspectionFacts, inspection.ATTRIBUTES, inspection.sheet)
SUBMISSION = Area("submission", SubmissionFacts, submission.ATTRIBUTES, submission.sheet)
AREAS = {area.name: area for area in (LENDING, INSPECTION, SUBMISSION)}
_BY_SHEET = {area.facts: area for area in AREAS.values()}


def area_of(facts: Facts) -> Area:
    """The area that a sheet belongs to."""
    return _BY_SHEET[type(facts)]


def _either(one: Attribute, other: Attribute) -> Attribute:
    """Step or mode, as both areas have it: all values of the two with their words."""
    return replace(
        one,
        allowed=(*one.allowed, *(it for it in other.allowed if it not in one.allowed)),
        value_labels={**other.value_labels, **one.value_labels},
    )


def _anywhere(name: str) -> Attribute:
    return reduce(_either, (area.attributes[name] for area in AREAS.values()))


# How any condition of the book is put into words, whichever area it comes from.
ATTRIBUTES: dict[str, Attribute] = {
    **SUBMISSION.attributes,
    **INSPECTION.attributes,
    **LENDING.attributes,
    "step": _anywhere("step"),
    "mode": _anywhere("mode"),
}
