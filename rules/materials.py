"""Required material (应归材料) and the classes (类别) of the rule book: what a dossier should hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rules.basis_text import are_texts, is_text
from rules.condition import Condition, ConditionRefused, parse_condition
from rules.decision import Basis
from rules.facts.attribute import Plain
from rules.facts.material import MATERIAL_ATTRIBUTES

REQUIREMENTS = ("once", "yearly", "each", "if_exists")
OWNERS = ("unit", "person", "room", "organ")
SEERS = ("contact", "leader", "organ")  # from near to far
CURES = ("original", "sealed_copy", "certificate", "explanation")  # best first
ORDERS = ("by_time", "main_first")
# What there may be several of; the names of the kinds of fact (core/gaps/cadre_fact.py).
OCCASIONS = (
    *("degree", "appointment", "pay_step", "title", "training", "secondment", "transfer"),
    *("military", "abroad", "award", "sanction", "delegate", "renamed", "dates_changed"),
    *("league_member", "other_party", "left_office", "retired", "resigned", "died"),
    *("rank_step", "hired", "secretary", "talent", "residence", "party_change"),
)
MATERIAL_KEYS = frozenset({"title", "class", "requirement", "formed_by", "owner", "basis"})
MATERIAL_MAY = frozenset(
    {"aliases", "as_filed", "per", "since", "when", "seen_by", "cure", "set", "rank", "note"}
)
CLASS_KEYS = frozenset({"title", "basis"})
CLASS_MAY = frozenset({"aliases", "order"})

Say = Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialClass:
    """A class or sub-class (类别): `aliases` are names of before 2018, still on old papers."""

    code: str
    title: str
    aliases: tuple[str, ...]
    order: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialKind:
    """One kind of material that belongs into a dossier.

    `requirement` once, yearly, each (one per occasion of the kind `per`) or if_exists (never asked
    for by counting). `since` is the first year that is asked for, 0 for any. All of `when` must
    hold. `as_filed` are other classes an office may have filed it under. `cure` lists the forms
    that close the gap, best first. In a class that puts the main paper first, kinds of one `set`
    lie together in the order of `rank`.
    """

    code: str
    class_code: str
    title: str
    aliases: tuple[str, ...]
    as_filed: tuple[str, ...]
    requirement: str
    per: str
    since: int
    when: tuple[Condition, ...]
    formed_by: str
    owner: str
    seen_by: str
    cure: tuple[str, ...]
    set: str
    rank: int
    note: str
    basis: Basis

    def asked(self, sheet: Mapping[str, Plain]) -> bool:
        """Whether a cadre with these facts must have it (on this occasion)."""
        return all(condition.holds(sheet) for condition in self.when)


def read_material(code: str, table: dict[str, Any], basis: Basis, say: Say) -> MaterialKind | None:
    """A kind of material from its table; says every slip, and answers None when there is one."""
    slips = list(_slips(table))
    when = tuple(_conditions(table.get("when", []), slips))
    for key, sentence in slips:
        say(sentence, key)
    if slips:
        return None
    return MaterialKind(
        code=code,
        class_code=table["class"],
        title=table["title"],
        aliases=tuple(table.get("aliases", ())),
        as_filed=tuple(table.get("as_filed", ())),
        requirement=table["requirement"],
        per=table.get("per", ""),
        since=table.get("since", 0),
        when=when,
        formed_by=table["formed_by"],
        owner=table["owner"],
        seen_by=table.get("seen_by", "contact"),
        cure=tuple(table.get("cure", CURES)),
        set=table.get("set", ""),
        rank=table.get("rank", 0),
        note=table.get("note", ""),
        basis=basis,
    )


def read_class(code: str, table: dict[str, Any], basis: Basis, say: Say) -> MaterialClass | None:
    """A class from its table; says a sentence and answers None when it is not whole."""
    aliases, order = table.get("aliases", []), table.get("order", "by_time")
    if not is_text(table["title"]) or not are_texts(aliases):
        say("类别要有名称，旧称写成清单。 A class needs a title; aliases are a list.", "title")
        return None
    if order not in ORDERS:
        say(f"排序只能是 {'、'.join(ORDERS)}。 Unknown order.", "order")
        return None
    return MaterialClass(
        code=code, title=table["title"], aliases=tuple(aliases), order=order, basis=basis
    )


def unknown_classes(kind: MaterialKind, classes: Mapping[str, MaterialClass]) -> list[str]:
    """The classes it names that the book does not have."""
    return [code for code in (kind.class_code, *kind.as_filed) if code not in classes]


Slip = tuple[str, str]  # the key, and the sentence


def _slips(table: dict[str, Any]) -> Iterator[Slip]:
    for key in ("title", "class", "formed_by"):
        if not is_text(table[key]):
            yield key, f"“{key}”要写明。 {key} must not be empty."
    for key, allowed in _CHOICES.items():
        if table.get(key, allowed[0]) not in allowed:
            yield key, f"“{key}”只能是 {'、'.join(allowed)}。 Not one of the choices."
    if (table["requirement"] == "each") != (table.get("per", "") in OCCASIONS):
        yield "per", f"each 要写明按什么计：{'、'.join(OCCASIONS)}。 `each` names its occasion."
    for key in ("since", "rank"):
        if type(table.get(key, 0)) is not int or not 0 <= table.get(key, 0) <= 9999:
            yield key, f"“{key}”应为不小于零的整数。 {key} is a whole number from zero."
    for key in ("set", "note"):
        if not isinstance(table.get(key, ""), str):
            yield key, f"“{key}”应为文字。 {key} must be text."
    yield from _list_slips(table)


def _list_slips(table: dict[str, Any]) -> Iterator[Slip]:
    for key in ("aliases", "as_filed", "when", "cure"):
        if not are_texts(table.get(key, [])):
            yield key, f"“{key}”应为清单。 {key} must be a list of texts."
    cure = table.get("cure", list(CURES))
    if not cure or not isinstance(cure, list) or [it for it in CURES if it in cure] != cure:
        yield "cure", f"补法按先后写：{'、'.join(CURES)}。 Cures stand best first, without repeats."


def _conditions(written: object, slips: list[Slip]) -> Iterator[Condition]:
    for text in written if are_texts(written) else ():
        try:
            yield parse_condition(text, MATERIAL_ATTRIBUTES)
        except ConditionRefused as refused:
            slips.append(("when", str(refused)))


_CHOICES = {"requirement": REQUIREMENTS, "owner": OWNERS, "seen_by": SEERS}
