"""任意次序的上报、丢答复、重启，每件只生效一次（P4）。

Whatever the order of appends, answers, lost answers, restarts and purges: at the receiver each
event takes effect once, in order and without a gap (P4).
"""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hardware_bridge.readings import Finding
from hardware_bridge.spool import Spool
from hardware_bridge.wire import BridgeEvent, EventAnswer

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
GOOD, BAD = Finding("tag_seen", "AAAA", count=2), Finding("tag_seen", "BBBB", count=2)


class SpoolAndReceiver(RuleBasedStateMachine):
    """The model of a receiver: a set of ids that it applied or refused."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.spool = self.open()
        self.heard: list[int] = []
        self.known: set[str] = set()
        self.appended = 0

    def open(self) -> Spool:
        return Spool(Path(self.folder.name) / "spool.db")

    @rule(findings=st.lists(st.sampled_from([GOOD, BAD]), min_size=1, max_size=5))
    def append(self, findings: list[Finding]) -> None:
        self.spool.append("desk-1", findings, NOW)
        self.appended += len(findings)

    @rule(most=st.integers(1, 6), answered=st.integers(0, 6))
    def deliver(self, most: int, answered: int) -> None:
        """The receiver takes the batch; only the first `answered` answers come back."""
        answers = [self.take(event) for event in self.spool.waiting("desk-1", most)]
        self.spool.settle("desk-1", answers[:answered], NOW)

    def take(self, event: BridgeEvent) -> EventAnswer:
        if event.tag == BAD.tag:
            self.remember(event)
            return EventAnswer(id=event.id, result="rejected", reason="unknown_tag")
        result = "duplicate" if event.id in self.known else "accepted"
        self.remember(event)
        return EventAnswer.model_validate({"id": event.id, "result": result})

    def remember(self, event: BridgeEvent) -> None:
        if event.id not in self.known:
            self.known.add(event.id)
            self.heard.append(event.seq)

    @rule()
    def restart(self) -> None:
        self.spool.close()
        self.spool = self.open()

    @rule()
    def purge(self) -> None:
        self.spool.purge(LATER, LATER)

    @invariant()
    def heard_in_order_each_once(self) -> None:
        assert self.heard == list(range(1, len(self.heard) + 1))

    def teardown(self) -> None:
        self.deliver(most=500, answered=500)
        assert len(self.heard) == self.appended
        assert self.spool.waiting("desk-1", 1) == []
        self.spool.close()
        self.folder.cleanup()


SpoolAndReceiver.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None
)
TestSpoolAndReceiver = SpoolAndReceiver.TestCase
