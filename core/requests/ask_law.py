"""Asking the law about every waiting line of a request, and recording a refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from core.requests.by_line import told_by_line
from core.requests.events import RequestRefused
from core.requests.facts import lending_facts, readers_named, window_opens
from core.requests.request import Request
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.decision import Allowed, Decision, Reason, Refused


def ask_law(
    unit: OpenUnit,
    request: Request,
    step: str,
    only: Collection[int] | None = None,
    *,
    tapped: bool = False,
) -> Decision:
    """One decision over the request's lines (`only` these line ids): refused if any is refused.

    The reasons of all lines come together, each law once, in the order of the book; of a list they
    are told line by line too (`LinesRefused`). `tapped` is an approval given by a button.
    """
    readers = readers_named(unit, request)
    sheets = lending_facts(unit, request, step, readers, window_opens(unit, request.room_id))
    asked = {v.line_id: facts for v, facts in sheets if only is None or v.line_id in only}
    if tapped:
        asked = {line: replace(facts, signed_by_tap=True) for line, facts in asked.items()}
    law = law_of(unit, request.room_id)
    judged = {line: unit.judge(facts, request.ref, law) for line, facts in asked.items()}
    together = _together(list(judged.values()))
    if isinstance(together, Refused):
        laws = tuple(reason.law for reason in together.reasons)
        unit.record(
            RequestRefused(ref=request.ref, step=step, laws=laws, decision=unit.last_decision)
        )
        return told_by_line(unit.session, request.id or 0, together, judged)
    return together


def _together(decisions: list[Decision]) -> Decision:
    refused = [decision for decision in decisions if isinstance(decision, Refused)]
    if refused:
        reasons = _once(reason for decision in refused for reason in decision.reasons)
        fired = tuple(dict.fromkeys(code for d in refused for code in d.fired))
        return Refused(reasons=reasons, book_version=refused[0].book_version, fired=fired)
    allowed = [decision for decision in decisions if isinstance(decision, Allowed)]
    return Allowed(
        requires=_once(reason for decision in allowed for reason in decision.requires),
        warns=_once(reason for decision in allowed for reason in decision.warns),
        book_version=allowed[0].book_version if allowed else "",
        fired=tuple(dict.fromkeys(code for d in allowed for code in d.fired)),
    )


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple({reason.law: reason for reason in reasons}.values())
