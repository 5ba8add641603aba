"""Metrics (运行指标): few and real; read from the database when someone asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from sqlmodel import Session, col, func, select

from bot.counters import COUNTED
from core.audit.entry import LogHead, SignedHead
from core.dispatch import Dispatch
from core.outbox.message import Message, MessageState

WAITING = (MessageState.WAITING, MessageState.SENDING)


class Figures(NamedTuple):
    """What one look at the database gave; ages in seconds, 0 where there is nothing to age."""

    outbox_waiting: int
    outbox_oldest_age_s: float
    outbox_dead: int
    log_entries: int
    log_age_s: float
    signed_head_age_s: float


async def page(dispatch: Dispatch) -> bytes:
    """The page in Prometheus' text format, UTF-8."""
    now = dispatch.clock.now()
    figures = await dispatch.ask(lambda session: look(session, now))
    looked = CollectorRegistry()
    looked.register(_Looked(figures, dispatch.law.alarms))
    return generate_latest(COUNTED) + generate_latest(looked)


def look(session: Session, now: datetime) -> Figures:
    """The figures of this moment."""
    waiting, oldest = session.exec(
        select(func.count(), func.min(Message.not_before)).where(
            col(Message.state).in_(WAITING), col(Message.not_before) <= now
        )
    ).one()
    dead = session.exec(select(func.count()).where(Message.state == MessageState.DEAD)).one()
    head = session.exec(select(LogHead)).first()
    signed = session.exec(select(func.max(SignedHead.at))).one()
    return Figures(
        outbox_waiting=waiting,
        outbox_oldest_age_s=_age(oldest, now),
        outbox_dead=dead,
        log_entries=head.size if head else 0,
        log_age_s=_age(head.at if head else None, now),
        signed_head_age_s=_age(signed, now),
    )


class _Looked:
    """A look as Prometheus reads it."""

    def __init__(self, figures: Figures, alarms: int) -> None:
        self._figures = figures
        self._alarms = alarms

    def collect(self) -> Iterator[Metric]:
        for name, value in self._figures._asdict().items():
            yield GaugeMetricFamily(f"danggui_{name}", name.replace("_", " "), value=value)
        yield CounterMetricFamily(
            "danggui_rule_alarms", "Decisions that failed closed.", value=self._alarms
        )


def _age(at: datetime | None, now: datetime) -> float:
    if at is None:
        return 0.0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((now - at).total_seconds(), 0.0)
