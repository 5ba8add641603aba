"""What this process has counted since its start (计数), for /metrics."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter

from core.outcome import Outcome

COUNTED = CollectorRegistry()
COMMANDS = Counter("danggui_commands", "Commands by outcome.", ["status"], registry=COUNTED)
BUGS = Counter("danggui_bugs", "Problems with a number.", registry=COUNTED)


def count(outcome: Outcome) -> None:
    """Count a command as done, refused or impossible; a repeated one was counted before."""
    if not outcome.repeated:
        COMMANDS.labels(outcome.status).inc()
