"""收集各表的状态：列出的才走得通 — in the life of a list, a piece, a material and a gap only listed steps go."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from core.collection.piece import PIECE_TRANSITIONS, Piece, PieceState, PieceStep
from core.collection.submission import (
    SUBMISSION_TRANSITIONS,
    Submission,
    SubmissionState,
    SubmissionStep,
)
from core.errors import ImpossibleStep
from core.gaps.gap import GAP_TRANSITIONS, Gap, GapState, GapStep
from core.materials.material import (
    MATERIAL_TRANSITIONS,
    Material,
    MaterialState,
    MaterialStep,
)

NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)


def a_submission(state):
    return Submission(room_id=1, unit_id=1, drafted_by=1, drafted_at=NOW, state=state)


def a_piece(state):
    return Piece(submission_id=1, serial=1, title="年度考核登记表", state=state)


def a_material(state):
    return Material(dossier_id=1, class_code="3", title="年度考核登记表", state=state)


def a_gap(state):
    return Gap(
        dossier_id=1,
        unit_id=1,
        kind="3-1",
        owner="unit",
        seen_by="contact",
        found_at=NOW,
        state=state,
    )


LIVES = [
    (a_submission, SubmissionState, SubmissionStep, SUBMISSION_TRANSITIONS),
    (a_piece, PieceState, PieceStep, PIECE_TRANSITIONS),
    (a_material, MaterialState, MaterialStep, MATERIAL_TRANSITIONS),
    (a_gap, GapState, GapStep, GAP_TRANSITIONS),
]
EDGES = [
    pytest.param(make, state, step, table, id=f"{make.__name__}-{state}-{step}")
    for make, states, steps, table in LIVES
    for state, step in product(states, steps)
]


@pytest.mark.parametrize(("make", "state", "step", "table"), EDGES)
def test_listed_steps_move_and_all_others_are_impossible(make, state, step, table):
    thing = make(state)
    if target := table.get((state, step)):
        thing.take(step)
        assert (thing.state, thing.version) == (target, 2)
    else:
        with pytest.raises(ImpossibleStep):
            thing.take(step)
        assert (thing.state, thing.version) == (state, 1)


@pytest.mark.parametrize(("make", "states", "steps", "table"), LIVES)
def test_every_state_and_step_is_used(make, states, steps, table):
    begins = make(None).__class__.model_fields["state"].default
    assert {step for _, step in table} == set(steps)
    assert {*table.values(), begins} == set(states)
