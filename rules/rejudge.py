"""Judging again (重新裁定): what a kept decision would be by another book, with the facts of then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from rules.areas import LENDING, Area
from rules.decision import Refused
from rules.judge import Judge


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision that comes out otherwise: which laws would speak now, and which no longer."""

    allowed: bool
    would_be_allowed: bool
    speaks: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def turns(self) -> bool:
        """Whether a permission becomes a refusal, or the other way round."""
        return self.allowed != self.would_be_allowed


def rejudge(
    facts: Mapping[str, Any],
    allowed: bool,
    fired: Collection[str],
    judge: Judge,
    area: Area = LENDING,
) -> Changed | None:
    """What changes, if anything; raises KeyError for facts that lack what this law asks about."""
    names = [field.name for field in fields(area.facts)]
    missing = set(names) - facts.keys()
    if missing:
        raise KeyError(*sorted(missing))
    decision = judge.judge(area.facts(**{name: facts[name] for name in names}))
    now = Changed(
        allowed,
        not isinstance(decision, Refused),
        tuple(code for code in decision.fired if code not in fired),
        tuple(code for code in fired if code not in decision.fired),
    )
    return now if now.turns or now.speaks or now.silent else None
