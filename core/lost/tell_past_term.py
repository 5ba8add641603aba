"""Tell the heads of searches past their term (查找时限已到): once per search and head."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.lost.questions import past_term
from core.lost.tell_heads import tell_heads
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPastTerm(Command):
    """The clock's tick; a search that was told of is not told of again."""


@use_case(TellPastTerm, principals={"clock"})
def tell_past_term(command: TellPastTerm, unit: OpenUnit) -> Answer:
    late = past_term(unit.session, unit.now)
    for search in late:
        tell_heads(unit, search, "search_past_term")
    return Done({"looked_at": len(late)})
