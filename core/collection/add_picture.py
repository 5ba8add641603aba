"""Add a picture (加预审图片) to a list before the paper comes; the same content twice is said at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import col, func, or_, select

from core.collection.named_people import people_named
from core.collection.picture import Picture
from core.collection.picture_events import PictureAdded
from core.collection.picture_names import PictureNames
from core.collection.piece import Piece
from core.collection.questions import find_submission, unit_or_room
from core.collection.submission import Submission, SubmissionState
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, CodedError, ImpossibleStep
from core.files.intake import Accepted
from core.files.stored_file import FileState, StoredFile
from core.members.member import Role
from core.unit import OpenUnit

OPEN = frozenset({SubmissionState.DRAFTED, SubmissionState.LISTED})
MOST_PICTURES = 200
KIND = "picture"


class PictureAgain(CodedError):
    """This very picture is among the list's already."""

    code = "picture_again"


class TooManyPictures(CodedError):
    """A list has at most MOST_PICTURES pictures."""

    code = "too_many_pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPicture(Command):
    """`picture` is what the intake accepted; `serial` of which piece it is, 0 where nobody said:
    on a list of one piece it is that one.

    `file_name` is looked at for people's names and not kept.
    """

    submission: str
    picture: Accepted
    serial: int = 0
    file_name: str = field(default="", repr=False)


@use_case(AddPicture, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room)
def add_picture(command: AddPicture, unit: OpenUnit) -> Answer:
    """Raises ImpossibleStep once it is counted in: then the paper itself is there."""
    submission = find_submission(unit.session, command.submission)
    if SubmissionState(submission.state) not in OPEN:
        raise ImpossibleStep(state=submission.state, step="add_picture")
    _refuse_again(unit, submission, command.picture)
    place = 1 + (
        unit.session.exec(
            select(func.max(Picture.place)).where(Picture.submission_id == submission.id)
        ).one()
        or 0
    )
    if place > MOST_PICTURES:
        raise TooManyPictures
    stored = StoredFile.of(command.picture, kind=KIND, at=unit.now)
    unit.session.add(stored)
    unit.session.flush()
    assert unit.principal.member_id is not None
    picture = Picture(
        submission_id=submission.id or 0,
        piece_id=_piece(unit, submission, command.serial),
        file_id=stored.id or 0,
        place=place,
        likeness=command.picture.copy.likeness or None,
        sent_by=unit.principal.member_id,
        sent_at=unit.now,
    )
    unit.session.add(picture)
    unit.session.flush()
    unit.session.add_all(
        PictureNames(picture_id=picture.id or 0, dossier_id=dossier)
        for dossier in people_named(unit.session, submission, command.file_name)
    )
    unit.record(PictureAdded(ref=submission.ref, place=place, file=stored.ref))
    return Done({"ref": submission.ref, "place": place})


def _refuse_again(unit: OpenUnit, submission: Submission, picture: Accepted) -> None:
    marks = (picture.kept.content_mark, picture.received_mark)
    again = unit.session.exec(
        select(Picture.place)
        .join(StoredFile, col(StoredFile.id) == Picture.file_id)
        .where(Picture.submission_id == submission.id, StoredFile.state == FileState.KEPT)
        .where(or_(StoredFile.content_mark == marks[0], StoredFile.received_mark == marks[1]))
    ).first()
    if again is not None:
        raise PictureAgain(place=again)


def _piece(unit: OpenUnit, submission: Submission, serial: int) -> int | None:
    listed = select(Piece.id).where(Piece.submission_id == submission.id)
    if not serial:
        only = unit.session.exec(listed.limit(2)).all()
        return only[0] if len(only) == 1 else None
    found = unit.session.exec(listed.where(Piece.serial == serial)).first()
    if found is None:
        raise BadValue(field="serial")
    return found
