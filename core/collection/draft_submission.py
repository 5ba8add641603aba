"""Draft a submission (填写移交清单): a unit's contact lists what will be handed in.

An archivist drafts for a source organ (纪检、审计、培训 …), and for whoever came with paper alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.events import SubmissionDrafted
from core.collection.listed_piece import ListedPiece
from core.collection.submission import Submission
from core.collection.write_list import write_list
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, NotFound
from core.members.member import Role
from core.members.room import Room
from core.members.units import Unit
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSubmission(Command):
    """From a unit (`unit_id`), or from an `organ` to the room `room_id`; never from both."""

    pieces: tuple[ListedPiece, ...] = ()
    unit_id: int | None = None
    organ: str = ""
    room_id: int | None = None
    by_paper: bool = False


def place_of_draft(command: DraftSubmission, unit: OpenUnit) -> Place:
    """Raises NotFound for an unknown unit or room, BadValue where it comes from nowhere or from two."""
    if (command.unit_id is None) == (not command.organ.strip()):
        raise BadValue(field="organ")
    if command.unit_id is not None:
        sender = unit.session.get(Unit, command.unit_id)
        if sender is None:
            raise NotFound
        return Place(room_id=sender.room_id, unit_id=sender.id)
    if command.room_id is None or unit.session.get(Room, command.room_id) is None:
        raise NotFound
    return Place(room_id=command.room_id)


@use_case(DraftSubmission, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=place_of_draft)
def draft_submission(command: DraftSubmission, unit: OpenUnit) -> Answer:
    """A draft is private to its sender and the room; an empty one waits for its lines."""
    place, drafter = place_of_draft(command, unit), unit.principal.member_id
    if len(command.organ) > 60:
        raise BadValue(field="organ")
    assert place.room_id is not None
    assert drafter is not None
    submission = Submission(
        room_id=place.room_id,
        unit_id=place.unit_id,
        organ=command.organ.strip(),
        by_paper=command.by_paper,
        drafted_by=drafter,
        drafted_at=unit.now,
    )
    unit.session.add(submission)
    unit.session.flush()
    refused = write_list(unit, submission, command.pieces)
    if refused is not None:
        return refused
    unit.record(
        SubmissionDrafted(
            ref=submission.ref,
            pieces=len(command.pieces),
            by_paper=submission.by_paper,
            of_an_organ=bool(submission.organ),
        )
    )
    return Done({"ref": submission.ref, "version": submission.version})
