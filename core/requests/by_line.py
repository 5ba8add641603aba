"""Line by line (逐行): which dossier of a list is refused, and why.

Whoever asked with a list hears of every line at once. What they may not know of looks like a line
that is not there: one neutral reason, whatever the cause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.errors import NotFound
from core.holdings.dossier import Dossier, Volume
from core.requests.line import Line
from rules.audience import AT_THE_WINDOW
from rules.decision import Decision, Reason, Refused

Reasons = tuple[Reason, ...]
NEUTRAL: Reasons = (AT_THE_WINDOW,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesRefused(Refused):
    """A list of which at least one line is refused; `lines` holds every dossier number in order.

    A line that the law allows has no reasons.
    """

    lines: tuple[tuple[str, Reasons], ...]


def told_by_line(
    session: Session, request_id: int, refused: Refused, judged: Mapping[int, Decision]
) -> Refused:
    """The refusal told by dossier; `judged` is by line id. One dossier alone needs no list."""
    numbers = numbers_of_lines(session, request_id)
    told: dict[str, dict[str, Reason]] = {}
    for line_id, decision in judged.items():
        reasons = decision.reasons if isinstance(decision, Refused) else ()
        told.setdefault(numbers[line_id], {}).update({it.law: it for it in reasons})
    if len(told) == 1:
        return refused
    return _as_list(refused, {number: tuple(found.values()) for number, found in told.items()})


def heard(
    decision: Decision, asked: tuple[str, ...], named: Mapping[str, object], *, hides: bool
) -> Refused | None:
    """What an applicant hears of the dossiers asked for; None where every line is allowed.

    `named` are those that they may name; `hides` keeps sensitive causes from them. Raises NotFound
    when no line may be spoken of: it is the answer for a dossier that is not there.
    """
    found = _found(decision, tuple(named))
    lines = {number: _heard(found.get(number), hides) for number in asked}
    if not any(lines.values()):
        return None
    if all(reasons == NEUTRAL for reasons in lines.values()):
        raise NotFound
    if len(lines) == 1 and isinstance(decision, Refused):
        return decision
    return _as_list(decision, lines)


def _found(decision: Decision, named: tuple[str, ...]) -> dict[str, Reasons]:
    if isinstance(decision, LinesRefused):
        return dict(decision.lines)
    return dict.fromkeys(named, decision.reasons if isinstance(decision, Refused) else ())


def _heard(reasons: Reasons | None, hides: bool) -> Reasons:
    if reasons is None or (hides and any(reason.sensitive for reason in reasons)):
        return NEUTRAL
    return reasons


def _as_list(decision: Decision, lines: Mapping[str, Reasons]) -> LinesRefused:
    together = {reason.law: reason for reasons in lines.values() for reason in reasons}
    return LinesRefused(
        reasons=tuple(together.values()),
        book_version=decision.book_version,
        fired=decision.fired,
        lines=tuple(lines.items()),
    )


def numbers_of_lines(session: Session, request_id: int) -> dict[int, str]:
    rows = session.exec(
        select(Line.id, Dossier.number)
        .join(Volume, col(Volume.id) == Line.volume_id)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .where(Line.request_id == request_id)
    ).all()
    return {line_id or 0: number for line_id, number in rows}
