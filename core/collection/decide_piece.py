"""Decide a piece (鉴别决定): passed, returned with reasons and cures, not for filing, or doubtful."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.collection.doubt import Doubt
from core.collection.inspection_events import PieceDecided
from core.collection.inspection_facts import MEANS, SEEN, inspection_facts
from core.collection.observed import Observed
from core.collection.piece import Piece, PieceStep
from core.collection.piece_reason import PieceReason
from core.collection.pieces import dossier_of_room, find_piece, room_of_piece
from core.collection.submission import Submission, SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.materials.material import MaterialForm
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.decision import Allowed, Decision, Reason, Refused

MOST_PAGES = 2000
OTHER = "other"
# What only concerns who inspects, and how: nothing that a unit could cure.
OUR_OWN = frozenset({"flags_undecided", "inspector_is_subject", "inspector_is_barred"})
RESULTS = {
    "passed": PieceStep.PASS,
    "returned": PieceStep.RETURN,
    "not_for_filing": PieceStep.EXCLUDE,
    "doubtful": PieceStep.DOUBT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePiece(Command):
    """What was seen of the paper, and the result: passed, returned, not_for_filing or doubtful.

    `amiss` are points of the checklist, `so` and `harmless` the machine's flags as the inspector
    judged them. `note` is a reason in words; a doubtful piece needs it and the number of its seal.
    """

    piece: str
    seen_version: int
    result: str
    dossier: str = ""
    amiss: tuple[str, ...] = ()
    so: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    name: str = ""
    pages: int | None = None
    formed_on: date | None = None
    form: str = ""
    note: str = ""
    seal: str = ""


@use_case(DecidePiece, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_piece)
def decide_piece(command: DecidePiece, unit: OpenUnit) -> Answer:
    """Passing asks the law; what is returned keeps the law's reasons and cures.

    Raises NotFound, Stale, ImpossibleStep, BadValue: nothing is changed then.
    """
    piece, submission = find_piece(unit, command.piece, command.seen_version)
    _check(command)
    submission.take(SubmissionStep.INSPECT)
    piece.take(RESULTS[command.result])
    piece.decided_by, piece.decided_at = unit.principal.member_id, unit.now
    _note_what_was_seen(command, piece, unit, submission)
    decision = _judged(command, piece, submission, unit)
    refused = decision.reasons if isinstance(decision, Refused) else ()
    if isinstance(decision, Refused) and (
        command.result == "passed" or any(it.law in OUR_OWN - {"flags_undecided"} for it in refused)
    ):
        return decision
    _set_down(command, piece, submission, unit)
    reasons = list(_reasons(command, refused))
    unit.session.add_all(PieceReason(piece_id=piece.id or 0, **it) for it in reasons)
    unit.record(
        PieceDecided(
            ref=submission.ref,
            piece=piece.id or 0,
            result=command.result,
            laws=tuple(it["law"] for it in reasons),
            second_check=piece.second_check,
            decision=unit.last_decision,
        )
    )
    data = {"piece": piece.ref, "submission": submission.ref, "result": command.result}
    return Done(data, decision if isinstance(decision, Allowed) else None)


def _check(command: DecidePiece) -> None:
    if command.result not in RESULTS:
        raise BadValue(field="result")
    if not set(command.amiss) <= set(SEEN):
        raise BadValue(field="amiss")
    if not {*command.so, *command.harmless} <= set(MEANS):
        raise BadValue(field="flags")
    if command.pages is not None and not 1 <= command.pages <= MOST_PAGES:
        raise BadValue(field="pages")
    if command.form and command.form not in set(MaterialForm):
        raise BadValue(field="form")
    entered_or_empty("note", command.note, 200)
    if command.result == "doubtful":
        entered("note", command.note, 200)
        entered("seal", command.seal, 40)


def _note_what_was_seen(
    command: DecidePiece, piece: Piece, unit: OpenUnit, submission: Submission
) -> None:
    if command.dossier:
        piece.dossier_id = dossier_of_room(unit.session, command.dossier, submission.room_id).id
    if piece.dossier_id is None and command.result == "passed":
        raise BadValue(field="dossier")
    if command.form:
        piece.form = command.form


def _judged(command: DecidePiece, piece: Piece, submission: Submission, unit: OpenUnit) -> Decision:
    observed = Observed(
        amiss=command.amiss,
        so=command.so,
        harmless=command.harmless,
        name=command.name,
        pages=command.pages,
        formed_on=command.formed_on,
    )
    law = law_of(unit, submission.room_id)
    return unit.judge(inspection_facts(unit, piece, observed, law.book), submission.ref, law)


def _set_down(command: DecidePiece, piece: Piece, submission: Submission, unit: OpenUnit) -> None:
    assert unit.principal.member_id is not None
    if command.result == "passed":
        piece.pages = command.pages or piece.pages
        piece.formed_on = command.formed_on or piece.formed_on
    share = law_of(unit, submission.room_id).book.periods["second_check_share"].value
    piece.second_check = drawn(piece, share)
    if command.result == "doubtful":
        unit.session.add(
            Doubt(
                piece_id=piece.id or 0,
                seal=command.seal.strip(),
                note=command.note.strip(),
                sealed_by=unit.principal.member_id,
                sealed_at=unit.now,
            )
        )


def drawn(piece: Piece, share: int) -> bool:
    """Whether the piece is in the sample of `share` per cent; drawn anew with every decision."""
    draw = hashlib.sha256(f"{piece.ref}/{piece.version}/{piece.decided_at}".encode()).digest()
    return int.from_bytes(draw[:4]) % 100 < share


def _reasons(command: DecidePiece, refused: Iterable[Reason]) -> Iterable[dict[str, str]]:
    """What the slip will say. Raises BadValue where a piece goes back without any reason."""
    if command.result in ("passed", "doubtful"):
        return
    told = [it for it in refused if it.law not in OUR_OWN]
    if not told and not command.note.strip():
        raise BadValue(field="reasons")
    for it in told:
        yield {"law": it.law, "title": it.title, "remedy": it.remedy}
    if command.note.strip():
        yield {"law": OTHER, "title": command.note.strip(), "remedy": ""}
