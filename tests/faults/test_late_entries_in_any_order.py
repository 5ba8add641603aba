"""P1、P4：窗口照办、事后补录，怎么交错都行：一卷最多一处在外，来去的时间不重叠，重启不丢待核对的。
P1, P4: counter steps and late entries in any order: one open custody, no overlaps, restarts lose none.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.audit.verify import verify
from core.custody.custody import Custody
from core.database import Database
from core.dispatch import Dispatch
from core.holdings.dossier import Volume
from core.outage.enter_late import EnterLateHandOver, EnterLatePause, EnterLateReturn
from core.outage.late_entry import LateEntry
from tests.support.clock import MORNING
from tests.support.house import House
from tests.support.late import ALL_SEEN, LateRoom
from tests.support.lending import a_case

VOLUMES = 2
FOREVER = datetime.max.replace(tzinfo=UTC)
some = st.integers(0, 30)
ago = st.sampled_from([0, 1, 5, 20, 45, 90, -10])
RECORDED = ("accepted", "for_head")


class PaperAndCounter(RuleBasedStateMachine):
    """One room, two volumes; the counter works on while two people enter a day of paper."""

    @initialize()
    def open_the_room(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'house.db'}"
        self.house = House(self.url)
        self.house.clock.set(MORNING - timedelta(days=9))
        self.runner = asyncio.Runner()
        self.world = LateRoom(self.house)
        self.house.clock.set(MORNING)
        self.dossiers = [self.world.kept, self.world.shelve("GB-00002", name="钱三")]
        self.cases: list[tuple[str, str]] = []
        self.waiting: list[str] = []

    def run(self, step: Any) -> Any:
        return self.runner.run(step)

    def at(self, minutes: int) -> datetime:
        return self.house.clock.now() - timedelta(minutes=minutes)

    @precondition(lambda self: len(self.cases) < 6)
    @rule(which=st.integers(0, VOLUMES - 1))
    def a_case_becomes_ready(self, which: int) -> None:
        dossier = self.dossiers[which]
        asked = self.world.application(dossier=dossier.number)
        ref = self.run(a_case(self.world, "ready", asked))
        self.cases.append((ref, dossier.labels[0]))
        self.house.clock.advance(minutes=30)

    @precondition(lambda self: self.cases)
    @rule(which=some)
    def hand_over_at_the_counter(self, which: int) -> None:
        ref, label = self.cases[which % len(self.cases)]
        if self.world.request(ref).state == "ready":
            self.run(self.world.show_evidence(ref))
        self.run(self.world.hand_over(ref, label))

    @rule(which=st.integers(0, VOLUMES - 1), counted=st.booleans())
    def take_back_at_the_counter(self, which: int, counted: bool) -> None:
        (label,) = self.dossiers[which].labels
        self.run(self.world.take_back(label))
        if counted:
            self.run(self.world.check(label))

    @precondition(lambda self: self.cases)
    @rule(which=some, minutes=ago, stays=st.sampled_from([0, 0, 3, 15]), counted=st.booleans())
    def enter_a_hand_over(self, which: int, minutes: int, stays: int, counted: bool) -> None:
        ref, label = self.cases[which % len(self.cases)]
        left = self.at(minutes)
        back = left + timedelta(minutes=stays) if stays else None
        said = EnterLateHandOver(
            request=ref,
            label=label,
            occurred_at=left,
            seen=ALL_SEEN,
            back_at=back,
            returner="李一" if back else "",
            counted=counted,
        )
        self.enter(said)

    @rule(which=st.integers(0, VOLUMES - 1), minutes=ago, counted=st.booleans())
    def enter_a_return(self, which: int, minutes: int, counted: bool) -> None:
        (label,) = self.dossiers[which].labels
        self.enter(
            EnterLateReturn(
                label=label, occurred_at=self.at(minutes), returner="李一", counted=counted
            )
        )

    @rule(which=st.integers(0, VOLUMES - 1), minutes=ago)
    def enter_a_pause(self, which: int, minutes: int) -> None:
        (label,) = self.dossiers[which].labels
        self.enter(EnterLatePause(label=label, occurred_at=self.at(minutes)))

    def enter(self, command: Any) -> None:
        outcome = self.run(self.house.do(self.world.archivist, command))
        assert outcome.done, outcome
        self.waiting.append(outcome.data["entry"])

    @precondition(lambda self: self.waiting)
    @rule(which=some)
    def confirm_one(self, which: int) -> None:
        entry = self.waiting.pop(which % len(self.waiting))
        outcome = self.run(self.world.confirm(entry))
        assert outcome.done, outcome

    @rule()
    def the_server_is_started_anew(self) -> None:
        self.house.dispatch.close()
        self.house.database.close()
        self.house.database = Database(self.url)
        self.house.dispatch = Dispatch(self.house.database, self.house.law, self.house.clock)

    @rule(minutes=st.sampled_from([1, 10, 60]))
    def time_passes(self, minutes: int) -> None:
        self.house.clock.advance(minutes=minutes)

    @invariant()
    def nothing_overlaps(self) -> None:
        for volume in self.house.all(Volume):
            spans = sorted(
                (c.opened_at, c.closed_at or FOREVER)
                for c in self.house.all(Custody)
                if c.volume_id == volume.id
            )
            assert all(begins <= ends for begins, ends in spans), spans
            assert all(before[1] <= after[0] for before, after in pairwise(spans)), spans

    @invariant()
    def every_entry_is_as_it_was_left(self) -> None:
        entries = {entry.ref: entry for entry in self.house.all(LateEntry)}
        assert {ref for ref, it in entries.items() if it.state == "waiting"} == set(self.waiting)
        custodies = {custody.id: custody for custody in self.house.all(Custody)}
        for entry in entries.values():
            if entry.state in RECORDED and entry.kind == "hand_over":
                assert custodies[entry.custody_id].opened_at == entry.occurred_at
            if entry.state in RECORDED and entry.kind == "return":
                assert custodies[entry.custody_id].returned_at == entry.occurred_at

    def teardown(self) -> None:
        with self.house.looking() as session:
            assert verify(session) == []
        self.runner.close()
        self.house.close()
        self.folder.cleanup()


TestPaperAndCounter = PaperAndCounter.TestCase
TestPaperAndCounter.settings = settings(
    max_examples=20,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
