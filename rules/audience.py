"""Who may read which reason (对谁说): the rest becomes one neutral sentence, always the same."""

from __future__ import annotations

from collections.abc import Iterable

from rules.decision import Basis, Reason
from rules.law import AUDIENCES

AT_THE_WINDOW = Reason(
    law="at_the_window",
    title="此件需到档案室当面办理，请带审批表原件",
    slogan="",
    basis=Basis("本系统设计说明", "需当面办理的事项统一答复", "design"),
    remedy="其他情况以窗口说明为准。",
    audience="applicant",
    sensitive=False,
    override="nobody",
)


def for_audience(reasons: Iterable[Reason], audience: str) -> tuple[Reason, ...]:
    """The reasons of a refusal for applicant, archivist or head.

    What the audience may not read collapses into AT_THE_WINDOW, once and last, however many
    and whichever they are; it must not tell one hidden cause from another.
    """
    heard = tuple(reasons)
    open_to = visible_to(heard, audience)
    return open_to if len(open_to) == len(heard) else (*open_to, AT_THE_WINDOW)


def visible_to(reasons: Iterable[Reason], audience: str) -> tuple[Reason, ...]:
    """The reasons that the audience may read, the rest left out without a word (for warnings)."""
    rank = AUDIENCES.index(audience)
    return tuple(
        reason
        for reason in reasons
        if AUDIENCES.index(reason.audience) <= rank and not (reason.sensitive and rank == 0)
    )
