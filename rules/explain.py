"""Why a decision came out as it did (裁定说明): every law that spoke, condition by condition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rules.areas import ATTRIBUTES
from rules.book import RuleBook
from rules.condition import Condition
from rules.facts.attribute import Plain
from rules.law import Law
from rules.words import say_basis, say_condition


@dataclass(frozen=True, slots=True)
class ConditionTold:
    """One condition and the fact it met. `value` and `held` are None where the fact is gone."""

    sentence: str
    attribute: str
    value: Plain | None
    said: str
    held: bool | None


@dataclass(frozen=True, slots=True)
class LawTold:
    """One law of the book: whether it fired then, and whether it would fire by this book.

    `fires_now` is None when a fact it needs has been erased; it differs from `fired` when the
    book has changed since.
    """

    law: str
    title: str
    effect: str
    basis: str
    fired: bool
    fires_now: bool | None
    conditions: tuple[ConditionTold, ...]


def explain(
    facts: Mapping[str, Plain], fired: Collection[str], book: RuleBook
) -> tuple[LawTold, ...]:
    """The laws that speak at this step and mode, or that fired then, in the order of the book."""
    return tuple(
        _told(law, facts, law.code in fired, book.titles)
        for law in book.laws
        if law.code in fired or _speaks(law, facts)
    )


def unknown_to(book: RuleBook, fired: Collection[str]) -> tuple[str, ...]:
    """Codes that fired then and that this book no longer has."""
    codes = {law.code for law in book.laws}
    return tuple(code for code in fired if code not in codes)


def _speaks(law: Law, facts: Mapping[str, Plain]) -> bool:
    return facts.get("step") in law.steps and facts.get("mode") in law.modes


def _told(law: Law, facts: Mapping[str, Plain], fired: bool, titles: Mapping[str, str]) -> LawTold:
    conditions = tuple(_condition(condition, facts, titles) for condition in law.conditions)
    held = [condition.held for condition in conditions]
    fires_now = False if False in held else None if None in held else True
    basis = say_basis(law.basis)
    return LawTold(law.code, law.title, law.effect, basis, fired, fires_now, conditions)


def _condition(
    condition: Condition, facts: Mapping[str, Plain], titles: Mapping[str, str]
) -> ConditionTold:
    name, sentence = condition.attribute, say_condition(condition, titles)
    if name not in facts:
        return ConditionTold(sentence, name, None, "已清除", None)
    value = facts[name]
    said = titles.get(str(value), ATTRIBUTES[name].say(value))
    return ConditionTold(sentence, name, value, said, condition.holds(facts))
