"""Erasing pictures (销毁预审图片): once the paper was decided they have served (restraint.md).

The keys are destroyed in this transaction; the unreadable blobs are swept afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, delete, select

from core.collection.picture import Picture
from core.collection.picture_events import PicturesErased
from core.collection.picture_names import PictureNames
from core.collection.questions import find_submission, unit_or_room
from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.files.stored_file import FileState, StoredFile
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePictureBack(Command):
    """The sender wants this one gone again."""

    submission: str
    place: int


@use_case(TakePictureBack, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room)
def take_picture_back(command: TakePictureBack, unit: OpenUnit) -> Answer:
    """Raises NotFound where it is gone already."""
    if not erase_pictures(unit, command.submission, place=command.place):
        raise NotFound
    return Done({"ref": command.submission})


def erase_pictures(unit: OpenUnit, ref: str, *, place: int = 0) -> int:
    """Erase the submission's pictures, or only the one at this place; gives how many."""
    submission = find_submission(unit.session, ref)
    statement = (
        select(StoredFile, Picture)
        .join(Picture, col(Picture.file_id) == StoredFile.id)
        .where(Picture.submission_id == submission.id, StoredFile.state == FileState.KEPT)
    )
    if place:
        statement = statement.where(Picture.place == place)
    kept = unit.session.exec(statement).all()
    for stored, picture in kept:
        stored.erase()
        picture.likeness = None
        unit.session.exec(delete(PictureNames).where(col(PictureNames.picture_id) == picture.id))
    if kept:
        unit.record(PicturesErased(ref=ref, erased=len(kept)))
    return len(kept)
