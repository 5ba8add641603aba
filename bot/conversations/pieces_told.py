"""A refused list of material in words (逐件的原因): each refused piece with every reason it has."""

from __future__ import annotations

from bot.conversations.talk import reasons_of
from core.outcome import Outcome
from rules.audience import for_audience
from rules.decision import Reason


def pieces_told(
    outcome: Outcome, audience: str = "applicant"
) -> list[tuple[int, tuple[Reason, ...]]]:
    """The refused pieces by their place on the list, from 1; none where no list was refused."""
    return [(it["nth"], _heard(it["reasons"], audience)) for it in outcome.data.get("pieces", ())]


def _heard(kept: list[dict[str, object]], audience: str) -> tuple[Reason, ...]:
    return for_audience(reasons_of(Outcome("refused", reasons=tuple(kept))), audience)
