"""P4、P1：借、还、清点、暂存、续阅，重送、乱序、迟到，随便怎么来，结果与纸上记的一致。
P4, P1: steps repeated, reordered and late, in any order; the house always matches a sheet of paper.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.audit.verify import verify
from core.command import Command
from core.custody.check_return import CheckReturn
from core.custody.custody import Custody
from core.custody.hand_over import HandOver
from core.custody.pause_reading import PauseReading, ResumeReading
from core.custody.take_back import TakeBack
from core.holdings.dossier import Volume
from core.outcome import Outcome
from tests.support.house import House
from tests.support.lending import Lending, a_case
from tests.support.plain_lending import Paper, PlainCase

VOLUMES = 2
some = st.integers(0, 30)
Expect = Callable[[], str]


class TheLoop(RuleBasedStateMachine):
    """One room, two volumes, cases that wait for them; the archivist's PC sends what it likes."""

    @initialize()
    def open_the_room(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(f"sqlite:///{Path(self.folder.name) / 'house.db'}")
        self.runner = asyncio.Runner()
        self.world, self.paper = Lending(self.house), Paper()
        self.dossiers = [self.world.kept, self.world.shelve("GB-00002", name="钱三")]
        self.sent: list[tuple[str, Command, Outcome]] = []
        self.keys = itertools.count()

    def do(self, command: Command, expect: Expect) -> None:
        """Send a command under a new key; it ends as on paper."""
        key = f"event-{next(self.keys)}"
        outcome = self.runner.run(self.house.do(self.world.archivist, command, key))
        assert outcome.code == expect(), (command, outcome)
        self.sent.append((key, command, outcome))

    @precondition(lambda self: len(self.paper.cases) < 6)
    @rule(which=st.integers(0, VOLUMES - 1))
    def a_case_becomes_ready(self, which: int) -> None:
        dossier = self.dossiers[which]
        asked = self.world.application(dossier=dossier.number)
        ref = self.runner.run(a_case(self.world, "ready", asked))
        self.paper.cases[ref] = PlainCase(dossier.labels[0])

    @precondition(lambda self: self.paper.cases)
    @rule(which=some, behind=st.sampled_from([0, 0, 0, 1]))
    def hand_over(self, which: int, behind: int) -> None:
        ref = self.ref(which)
        if self.world.request(ref).state == "ready":
            self.runner.run(self.world.show_evidence(ref))
        self.send_hand_over(self.as_shown(ref, behind))

    def send_hand_over(self, command: HandOver) -> None:
        ref = command.request
        shown = self.world.request(ref)
        if shown.state == "closed" and shown.version == command.seen_version:
            return self.do(command, lambda: "impossible_step")
        fresh = shown.version == command.seen_version
        return self.do(command, lambda: self.paper.hand_over(ref, fresh, self.now))

    @rule(which=st.integers(0, VOLUMES - 1), minutes=st.sampled_from([0, 0, 0, 1, 5, 60]))
    def take_back(self, which: int, minutes: int) -> None:
        self.send_take_back(
            TakeBack(label=self.label(which), occurred_at=self.now - timedelta(minutes=minutes))
        )

    def send_take_back(self, command: TakeBack) -> None:
        occurred_at = command.occurred_at or self.now
        self.do(command, lambda: self.paper.take_back(command.label, occurred_at))

    @rule(which=st.integers(0, VOLUMES - 1))
    def check(self, which: int) -> None:
        label = self.label(which)
        command = CheckReturn(label=label, returner="李一", agrees=True, pieces=12, pages=30)
        self.do(command, lambda: self.paper.check(label))

    @rule(which=st.integers(0, VOLUMES - 1), resumes=st.booleans())
    def pause_or_resume(self, which: int, resumes: bool) -> None:
        label = self.label(which)
        moves = ("paused", "reading") if resumes else ("reading", "paused")
        kind = ResumeReading if resumes else PauseReading
        self.do(kind(label=label), lambda: self.paper.move(label, *moves))

    @precondition(lambda self: self.sent)
    @rule(which=some)
    def an_event_is_delivered_again(self, which: int) -> None:
        key, command, first = self.sent[which % len(self.sent)]
        again = self.runner.run(self.house.do(self.world.archivist, command, key))
        assert again == replace(first, repeated=True)

    @precondition(lambda self: self.sent)
    @rule(which=some)
    def an_old_event_comes_late_under_another_id(self, which: int) -> None:
        _, command, _ = self.sent[which % len(self.sent)]
        if isinstance(command, TakeBack):
            self.send_take_back(command)
        elif isinstance(command, HandOver) and self.is_old(command):
            self.do(command, lambda: "stale")

    @rule(minutes=st.sampled_from([1, 3, 30]))
    def time_passes(self, minutes: int) -> None:
        self.house.clock.advance(minutes=minutes)

    @invariant()
    def the_house_agrees_with_the_paper(self) -> None:
        volumes = {v.id: v.label for v in self.house.all(Volume)}
        open_now = [volumes[c.volume_id] for c in self.house.all(Custody) if not c.closed_at]
        assert sorted(open_now) == sorted(self.paper.away)
        for ref, case in self.paper.cases.items():
            assert self.world.line_states(ref) == [case.state]

    def teardown(self) -> None:
        with self.house.looking() as session:
            assert verify(session) == []
        self.runner.close()
        self.house.close()
        self.folder.cleanup()

    @property
    def now(self) -> datetime:
        return self.house.clock.now()

    def ref(self, which: int) -> str:
        return list(self.paper.cases)[which % len(self.paper.cases)]

    def label(self, which: int) -> str:
        return self.dossiers[which].labels[0]

    def is_old(self, command: HandOver) -> bool:
        return self.world.request(command.request).version != command.seen_version

    def as_shown(self, ref: str, behind: int) -> HandOver:
        version = self.world.request(ref).version - behind
        labels = (self.paper.cases[ref].label,)
        return HandOver(request=ref, labels=labels, seen_version=version)


TestTheLoop = TheLoop.TestCase
TestTheLoop.settings = settings(
    max_examples=25,
    # No shrinking: a failure is told within the minute, with the steps as they were.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
