"""申请和每一卷，在每个状态下由每种人办每一步：该走的走得通，其余一概走不通，什么也不变。
Every state × step × role, of the request and of its line: the legal ones move, all others change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.command import Command
from core.custody.check_return import CheckReturn
from core.custody.custody import Custody
from core.custody.hand_over import HandOver
from core.custody.pause_reading import PauseReading, ResumeReading
from core.custody.take_back import TakeBack
from core.requests.approve import ApproveRequest, RecordPaperApproval
from core.requests.line import SETTLED, Line, LineState
from core.requests.make_ready import MakeReady
from core.requests.request import Request, State
from core.requests.turn_away import SendBackRequest, TurnDownRequest
from core.requests.withdraw_request import WithdrawRequest
from tests.support.every_step import everyone, try_out
from tests.support.house import a_house
from tests.support.lending import PAGES, PIECES, Lending, a_case

COUNTED = {"pieces": PIECES, "pages": PAGES}
# Who may act next, by state: at a case that needs the authority, and at one that does not.
TURN = {
    State.SUBMITTED: {"leader", "deputy"},
    State.UNIT_SIGNED: {"head"},
    State.AUTHORITY_APPROVED: {"archivist"},
}
REVIEWED = {False: {"archivist"}, True: {"authority"}}
BEFORE_READY = (
    *(State.SUBMITTED, State.UNIT_SIGNED, State.ROOM_REVIEWED, State.AUTHORITY_APPROVED),
)


def turn(state: State, needed: bool) -> set[str]:
    return REVIEWED[needed] if state is State.ROOM_REVIEWED else TURN.get(state, set())


def legal(state: State, needed: bool) -> dict[str, dict[str, str]]:
    """Step → role → the state it leads to; everything else is illegal."""
    steps: dict[str, dict[str, str]] = {name: {} for name in STEPS}
    for name, at, to in (
        ("unit_sign", State.SUBMITTED, State.UNIT_SIGNED),
        ("room_review", State.UNIT_SIGNED, State.ROOM_REVIEWED),
        ("authority_approve", State.ROOM_REVIEWED, State.AUTHORITY_APPROVED),
    ):
        waits = state is at and (needed or name != "authority_approve")
        if waits:
            steps[f"approve {name}"] = dict.fromkeys(turn(state, needed), to)
            steps[f"record {name}"] = {"archivist": to}
    if state is State.AUTHORITY_APPROVED or (state is State.ROOM_REVIEWED and not needed):
        steps["make_ready"] = {"archivist": State.READY, "head": State.READY}
    if state in BEFORE_READY:
        steps["send_back"] = dict.fromkeys(turn(state, needed), State.SENT_BACK)
        steps["turn_down"] = dict.fromkeys(turn(state, needed), State.REFUSED)
    if state in (*BEFORE_READY, State.DRAFTED, State.SENT_BACK):
        steps["withdraw"] = {"contact": State.WITHDRAWN}
    if state is State.READY:
        steps["withdraw"] = {"contact": State.CANCELLED}
    return steps


STEPS = (
    *(f"{how} {step}" for how in ("approve", "record") for step in
      ("unit_sign", "room_review", "authority_approve")),
    *("make_ready", "send_back", "turn_down", "withdraw"),
)  # fmt: skip


def command_of(name: str, world: Lending, ref: str) -> Command:
    seen: dict[str, Any] = {"request": ref, "seen_version": world.request(ref).version}
    verb, _, step = name.partition(" ")
    signer = {"unit_sign": world.leader, "room_review": world.head}.get(step, world.authority)
    made: dict[str, Any] = {
        "approve": lambda: ApproveRequest(step=step, **seen),
        "record": lambda: RecordPaperApproval(step=step, signed_by=signer, **seen),
        "make_ready": lambda: MakeReady(**seen),
        "send_back": lambda: SendBackRequest(reason="补", **seen),
        "turn_down": lambda: TurnDownRequest(reason="否", **seen),
        "withdraw": lambda: WithdrawRequest(request=ref),
    }
    command: Command = made[verb]()
    return command


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


@pytest.mark.parametrize("needed", [False, True], ids=["own", "authority"])
@pytest.mark.parametrize("state", list(State))
async def test_a_request_moves_by_the_right_hand_or_not_at_all(
    world: Lending, state: State, needed: bool
) -> None:
    if state is State.AUTHORITY_APPROVED and not needed:
        return
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    row = world.request(ref)
    row.state, row.authority_needed, row.ready_at = state, needed, world.house.clock.now()
    key = world.house.keep(row)
    before, people = world.request(ref).model_dump(), everyone(world)
    for name, movers in legal(state, needed).items():
        for role, member in people.items():
            tried = try_out(world.house, member, command_of(name, world, ref), (Request, key))
            (after,) = tried.after
            if role in movers:
                assert after["state"] == movers[role], (name, role, tried.outcome)
            else:
                assert not tried.outcome.done, (name, role)
                assert after == before, (name, role)


LINE_STEPS: dict[str, dict[LineState, LineState]] = {
    "hand_over": {LineState.WAITING: LineState.READING},
    "pause": {LineState.READING: LineState.PAUSED},
    "resume": {LineState.PAUSED: LineState.READING},
    "take_back": {
        LineState.READING: LineState.RETURNED,
        LineState.PAUSED: LineState.RETURNED,
        LineState.LENT: LineState.RETURNED,
    },
    "check": {LineState.RETURNED: LineState.CHECKED},
}


def line_command(name: str, world: Lending, ref: str) -> Command:
    (label,) = world.labels(ref)
    made: dict[str, Command] = {
        "hand_over": HandOver(
            request=ref, labels=(label,), seen_version=world.request(ref).version
        ),
        "pause": PauseReading(label=label),
        "resume": ResumeReading(label=label),
        "take_back": TakeBack(label=label),
        "check": CheckReturn(label=label, returner="李一", agrees=True, **COUNTED),
    }
    return made[name]


async def brought_to(world: Lending, state: LineState) -> str:
    """A case whose only line stands in this state, with the custody that belongs to it."""
    if state is LineState.WAITING:
        ref = await a_case(world, "ready")
        await world.show_evidence(ref)
        return ref
    ref = await a_case(world, "returned" if state is LineState.RETURNED else "out")
    (line,) = world.house.all(Line)
    line.state = state
    if state is LineState.REFUSED:
        line.refused_by, line.reason = world.head, "否"
    world.house.keep(line)
    if state in SETTLED:
        (custody,) = world.house.all(Custody)
        custody.returned_at = custody.closed_at = world.house.clock.now()
        world.house.keep(custody)
    return ref


@pytest.mark.parametrize("state", list(LineState))
async def test_a_line_moves_by_the_archivist_or_not_at_all(
    world: Lending, state: LineState
) -> None:
    ref = await brought_to(world, state)
    (line,) = world.house.all(Line)
    before, people = line.model_dump(), everyone(world)
    for name, moves in LINE_STEPS.items():
        for role, member in people.items():
            command = line_command(name, world, ref)
            tried = try_out(world.house, member, command, (Line, line.id or 0))
            (after,) = tried.after
            if role == "archivist" and state in moves:
                assert after["state"] == moves[state], (name, tried.outcome)
            else:
                assert not tried.outcome.done, (name, role)
                assert after == before, (name, role)
