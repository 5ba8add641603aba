"""A refused list in words (逐行的原因): what concerns every line once, then each line with its own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversations.talk import reasons_of
from core.outcome import Outcome
from rules.audience import AT_THE_WINDOW, for_audience
from rules.decision import Reason


@dataclass(frozen=True, slots=True)
class ListTold:
    """`common` must be put right whichever lines go; `lines` are those with reasons of their own."""

    common: tuple[Reason, ...]
    lines: tuple[tuple[str, tuple[Reason, ...]], ...]
    free: tuple[str, ...]

    @property
    def may_go_on(self) -> bool:
        """Whether the lines without a reason would go through by themselves."""
        return bool(self.free) and not self.common


def list_told(outcome: Outcome, audience: str) -> ListTold | None:
    """The refusal line by line for this audience; None where one dossier was asked for."""
    given = outcome.data.get("lines")
    if outcome.status != "refused" or not given:
        return None
    heard = [(it["dossier"], for_audience(_reasons(it["reasons"]), audience)) for it in given]
    # A line that nobody may speak of has no part in what the others share.
    spoken = [reasons for _, reasons in heard if reasons != (AT_THE_WINDOW,)]
    shared = set.intersection(
        *({it.law for it in reasons} for reasons in spoken), set(_laws(spoken))
    )
    common = {it.law: it for reasons in spoken for it in reasons if it.law in shared}
    own = [(number, tuple(it for it in found if it.law not in shared)) for number, found in heard]
    return ListTold(
        common=tuple(common.values()),
        lines=tuple((number, reasons) for number, reasons in own if reasons),
        free=tuple(number for number, reasons in own if not reasons),
    )


def _laws(spoken: list[tuple[Reason, ...]]) -> list[str]:
    return [reason.law for reasons in spoken for reason in reasons]


def _reasons(kept: list[dict[str, object]]) -> list[Reason]:
    return reasons_of(Outcome("refused", reasons=tuple(kept)))
