"""样例：移交批次 / Samples of what is done with a submission: drafts of the unit, one that is listed."""

from __future__ import annotations

from core.collection import (
    add_picture,
    change_submission,
    count_in,
    draft_submission,
    enter_paper_list,
    erase_pictures,
    print_list,
    read_submission,
    withdraw_submission,
)
from core.collection.listed_piece import ListedPiece
from core.collection.picture import Picture
from core.collection.piece import Piece
from core.collection.submission import Submission, SubmissionState
from core.command import Command
from core.files.stored_file import StoredFile
from tests.support.every_thing import Things

LISTED = (ListedPiece(title="2025年度考核登记表", pages=2),)


def of_intake(t: Things) -> dict[str, Command]:
    drafted, listed = _submission(t, "drafted"), _submission(t, "listed")
    draft = draft_submission.DraftSubmission(unit_id=t.world.unit, pieces=LISTED)
    organs = draft_submission.DraftSubmission(
        organ="市纪委监委", room_id=t.world.room, pieces=LISTED
    )
    return {
        "DraftSubmission": draft,
        "DraftSubmission of an organ": organs,
        "ChangeSubmission": change_submission.ChangeSubmission(
            submission=drafted, seen_version=1, pieces=LISTED
        ),
        "WithdrawSubmission": withdraw_submission.WithdrawSubmission(
            submission=drafted, seen_version=1
        ),
        "ReadSubmission": read_submission.ReadSubmission(submission=drafted, where="desk"),
        "PrintList": print_list.PrintList(submission=drafted),
        "AddPicture": add_picture.AddPicture(
            submission=_submission(t, "withdrawn"),
            picture=None,  # type: ignore[arg-type] — never looked at: the list takes none any more
        ),
        "TakePictureBack": erase_pictures.TakePictureBack(submission=_pictured(t), place=1),
        "CountIn": count_in.CountIn(submission=listed, seen_version=1, handed_by="周文启"),
        "EnterPaperList": enter_paper_list.EnterPaperList(draft=draft, handed_by="周文启"),
    }


def _pictured(t: Things) -> str:
    """A draft with one picture."""
    ref, house = _submission(t, "drafted"), t.world.house
    of = {"media_type": "image/png", "pages": 1, "size": 9, "content_mark": ref}
    sealed = {"sha256_name": ref, "received_mark": ref, "wrapped_key": b"k", "key_id": "test"}
    stored = StoredFile(ref=ref, kind="picture", created_at=house.clock.now(), **of, **sealed)
    house.keep(
        Picture(
            submission_id=next(it.id or 0 for it in house.all(Submission) if it.ref == ref),
            file_id=house.keep(stored),
            place=1,
            sent_by=t.world.contact,
            sent_at=house.clock.now(),
        )
    )
    return ref


def _submission(t: Things, state: str) -> str:
    house = t.world.house
    key = house.keep(
        Submission(
            room_id=t.world.room,
            unit_id=t.world.unit,
            state=SubmissionState(state),
            drafted_by=t.world.contact,
            drafted_at=house.clock.now(),
        )
    )
    house.keep(Piece(submission_id=key, serial=1, title="2025年度考核登记表", pages=2))
    return house.get(Submission, key).ref
