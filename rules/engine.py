"""The first evaluator (规则引擎): durable-rules, kept to the pattern that is known to be safe.

The only importer of `durable`. Flat conditions only, so none of the joins that read past the
heap; a fresh state per decision, deleted only after an action ran (deleting an untouched state
frees uninitialised memory); ids given, never hashed from content. Not safe across threads: the
judge holds the lock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count, product
from typing import Any

import orjson
from durable.engine import Ruleset
from durable.engine import durable_rules_engine as native

from rules.areas import AREAS
from rules.condition import Condition
from rules.facts.attribute import Plain
from rules.law import Law

PLACES = tuple(it for area in AREAS.values() for it in product(area.steps, area.modes))
BEGIN, HEARD, END = "begin", "heard", "end"
_OPS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


class EngineFailed(Exception):
    """The engine did not answer in full; the message names no fact."""


class Engine:
    """The laws compiled once, a ruleset per step and mode, asked only with the facts it looks at.

    Rulesets are never freed: build one engine per book, not per use.
    """

    def __init__(self, laws: Sequence[Law]) -> None:
        self._order = {law.code: nth for nth, law in enumerate(laws)}
        self._sids = count(1)
        self._rulesets = {place: _Ruleset.of(*place, laws) for place in PLACES}

    def fired(self, sheet: Mapping[str, Plain]) -> tuple[str, ...]:
        """Codes of the laws that fire, in the order of the book; raises EngineFailed.

        `begin` makes the state safe to delete, `heard` fires on the sheet after every law,
        `end` shows that all before it was worked off.
        """
        sid = str(next(self._sids))
        ruleset = self._rulesets[str(sheet["step"]), str(sheet["mode"])]
        asked = {name: sheet[name] for name in ruleset.looks_at}
        hits = ruleset.run(BEGIN, {"sid": sid, "id": 0, "kind": BEGIN})
        try:
            hits += ruleset.run(HEARD, {**asked, "sid": sid, "id": 1, "kind": HEARD})
            hits += ruleset.run(END, {"sid": sid, "id": 2, "kind": END})
        finally:
            if hits:
                ruleset.delete_state(sid)
        return tuple(sorted(without_sentinels(hits), key=self._order.__getitem__))


def without_sentinels(hits: list[str]) -> list[str]:
    """The laws among the hits; raises EngineFailed unless every sentinel stands in its place."""
    if hits[:1] != [BEGIN] or hits[-2:] != [HEARD, END]:
        raise EngineFailed("a sentinel is missing")
    return hits[1:-2]


class _Ruleset(Ruleset):  # type: ignore[misc]
    """A ruleset without a host: no timer threads, and hits are read instead of called back.

    The calls into the C library are those of `Ruleset.do_actions`, in the same order; what
    falls away is decoding the facts for every hit, and a ten-second limit by the wall clock
    that silently drops the remaining laws when the clock is set.
    """

    looks_at: tuple[str, ...] = ()

    @classmethod
    def of(cls, step: str, mode: str, laws: Sequence[Law]) -> _Ruleset:
        """The laws that speak here; step and mode, having chosen them, are not compared again."""
        own = [(law.code, law.when) for law in laws if step in law.steps and mode in law.modes]
        ruleset = cls(f"danggui_{step}_{mode}", None, _definition(own))
        ruleset.looks_at = tuple(sorted({c.attribute for _, when in own for c in when}))
        return ruleset

    def run(self, kind: str, fact: dict[str, Plain]) -> list[str]:
        """Assert a fact and work off what it fires; the names in order of firing."""
        try:
            return self._hits(orjson.dumps(fact).decode())
        except EngineFailed:
            raise
        except Exception as error:  # whatever it is: its text may quote the facts
            raise EngineFailed(f"{kind}: {type(error).__name__}") from None

    def _hits(self, fact: str) -> list[str]:
        outcome, state = native.assert_fact(self._handle, fact)
        if outcome:
            raise EngineFailed(f"assert_fact answered {outcome}")  # unheard, seen before, deferred
        names: list[str] = []
        started = native.start_action_for_state(self._handle, state)
        content, message = started if started else ("", None)
        while message:
            names.append(message[2 : message.index('"', 2)])  # {"law_code":{…
            native.update_state(self._handle, content)
            message = native.complete_and_start_action(self._handle, state)
        return names


def _definition(laws: Sequence[tuple[str, tuple[Condition, ...]]]) -> dict[str, Any]:
    rules = {BEGIN: _rule([{"kind": BEGIN}])}
    for code, conditions in laws:
        rules[code] = _rule([{"kind": HEARD}, *map(_test, conditions)])
    rules[HEARD] = _rule([{"kind": HEARD}])  # last of its kind: fires after every law
    rules[END] = _rule([{"kind": END}])
    return rules


def _rule(tests: list[dict[str, Any]]) -> dict[str, Any]:
    return {"all": [{"m": {"$and": tests} if len(tests) > 1 else tests[0]}], "run": _nothing}


def _nothing(_: Any) -> None:
    """What a ruleset must be given; it is never called."""


def _test(condition: Condition) -> dict[str, Any]:
    name, literal = condition.attribute, condition.literal
    if isinstance(literal, tuple):
        either = [{name: value} for value in literal]
        return {"$or": either} if len(either) > 1 else either[0]
    return {name: literal} if condition.op == "==" else {_OPS[condition.op]: {name: literal}}
