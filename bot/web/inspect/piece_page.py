"""One piece at inspection (一件材料): its picture beside the form, what the machine noticed, the keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web
from sqlmodel import Session, select

from bot.replies.dates import full_day
from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.inspect.rows import piece_row
from bot.web.inspect.seen_form import points
from bot.web.keyfacts.shown_block import shown_block
from bot.web.keys import DISPATCH, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.read_case import MINUTES_OF_ONE_READING, full_name
from core.clock import local_date
from core.collection.inspection_view import next_undecided, not_agreed, piece_seen, pieces_of
from core.collection.observed import Observed
from core.collection.piece import DECIDED, Piece, PieceState
from core.collection.piece_reason import PieceReason
from core.collection.pieces import dossier_of_room, pictures_of, pictures_of_no_piece, subject_of
from core.collection.pointed_at import pointed_at
from core.collection.read_piece import ReadPiece
from core.collection.submission import Submission, SubmissionState
from core.errors import NotFound
from core.files.stored_file import StoredFile
from core.holdings.dossier import Secrecy
from core.masked import Masked
from core.materials.kinds import kind_of
from core.members.member import Member
from core.members.units import Unit

MOST_NAMED = 3
CHECKED = {"agree": "复核同意", "disagree": "复核不同意，已交回重新鉴别"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed before a refusal, with what is said about it."""

    observed: Observed = field(default_factory=Observed)
    fields: dict[str, str] = field(default_factory=dict)
    notice: dict[str, Any] | None = None
    reasons: list[dict[str, Any]] = field(default_factory=list)


@admits(SIGNED)
async def get_piece(request: web.Request) -> web.Response:
    """`?done=` says what became of the piece before."""
    who = await person_with(request, ROOM_STAFF)
    done = (words("piece") | CHECKED).get(request.query.get("done", ""))
    notice = {"kind": "yes", "text": f"上一件已记下：{done}。"} if done else None
    return await piece_page(request, who, request.match_info["ref"], Draft(notice=notice))


async def piece_page(
    request: web.Request, who: Person, ref: str, draft: Draft = Draft(), status: int = 200
) -> web.Response:
    """The piece as it stands now; reading it is logged. Raises NotFound."""
    dispatch = request.app[DISPATCH]
    parts = await dispatch.ask(lambda session: _parts(session, who, ref, draft, request))
    read = await dispatch(request[PRINCIPAL], ReadPiece(piece=ref), _key(request, ref))
    if not read.done:
        raise NotFound
    context = {**desk_shown(request, who, "inspect"), **parts, "reasons": draft.reasons}
    if draft.notice is not None:
        context["notice"] = draft.notice
    return page(request, "desk/inspect_piece.html.j2", context, status=status)


def _key(request: web.Request, ref: str) -> str:
    slot = int(request.app[DISPATCH].clock.now().timestamp()) // (60 * MINUTES_OF_ONE_READING)
    return f"piece:{ref}:{request[SIGNED_IN].ref}:{slot}"


def _parts(
    session: Session, who: Person, ref: str, draft: Draft, request: web.Request
) -> dict[str, Any]:
    dispatch = request.app[DISPATCH]
    piece, submission = piece_seen(session, ref, who.rooms)
    book, today = dispatch.law.book, local_date(dispatch.clock.now())
    siblings = pieces_of(session, submission.id)
    after = next_undecided([it for it in siblings if it.id != piece.id], piece.serial)
    observed = _with_dossier(session, draft, submission)
    flagged = pointed_at(session, piece, observed, book, today)
    kind = kind_of(book, piece.kind)
    return {
        "piece": {
            **piece_row(piece),
            "version": piece.version,
            "kind": kind.title if kind else "",
            "formed_on": piece.formed_on.isoformat() if piece.formed_on else "",
            "formed": full_day(piece.formed_on),
            "form": piece.form,
            "remark": piece.remark,
            "has_dossier": piece.dossier_id is not None,
        },
        "sent": {"ref": submission.ref, "number": submission.number, "of": len(siblings)},
        "subject": subject_shown(session, piece),
        "pictures": _pictures(pictures_of(session, piece)),
        "of_no_piece": _pictures(pictures_of_no_piece(session, submission.id)),
        "forms": [{"id": code, "word": said} for code, said in words("material_form").items()],
        "points": points(tuple(draft.observed.amiss)),
        "flags": [
            {
                "name": f"flag_{it.value}",
                "label": word("flag", it),
                "whom": _named(session, submission, flagged[it]),
                "so": it in draft.observed.so,
                "harmless": it in draft.observed.harmless,
            }
            for it in flagged
        ],
        "draft": draft.fields,
        "next": after.ref if after else "",
        "shown_facts": shown_block(session, piece),
        "back": f"/desk/inspect/pieces/{piece.ref}",
        **_decision(session, who, piece, submission),
    }


def _pictures(files: list[StoredFile]) -> list[dict[str, Any]]:
    return [{"ref": it.ref, "pdf": it.media_type == "application/pdf"} for it in files]


def subject_shown(session: Session, piece: Piece, *, masked: bool = False) -> dict[str, str] | None:
    """Whose it is, by the full name only where the reading is logged."""
    found = subject_of(session, piece.dossier_id)
    if found is None:
        return None
    dossier, cadre = found
    unit = session.get(Unit, cadre.unit_id)
    return {
        "number": dossier.number,
        "name": str(Masked(cadre.name)) if masked else full_name(Masked(cadre.name)),
        "unit": unit.name if unit else "",
        "post": cadre.post,
        "born": cadre.born.replace("-", "."),
    }


def _with_dossier(session: Session, draft: Draft, submission: Submission) -> Observed:
    """What was typed before, with whose it then said the piece is: its flags must be shown too."""
    number = draft.fields.get("dossier", "")
    try:
        found = dossier_of_room(session, number, submission.room_id) if number else None
    except NotFound:
        found = None
    return replace(draft.observed, dossier=found.id if found else None)


def _named(session: Session, submission: Submission, dossiers: frozenset[int]) -> str:
    """Who else it may be, masked; nobody under a secrecy flag and nobody of another room."""
    found = [subject_of(session, it) for it in sorted(dossiers)[:MOST_NAMED]]
    return "、".join(
        f"{Masked(cadre.name)}（{dossier.number}）"
        for dossier, cadre in filter(None, found)
        if dossier.room_id == submission.room_id and dossier.secrecy == Secrecy.NONE
    )


def _decision(
    session: Session, who: Person, piece: Piece, submission: Submission
) -> dict[str, Any]:
    """What was decided, by whom, and what this member may do with it."""
    at_desk = submission.state == SubmissionState.COUNTED_IN
    decider = session.get(Member, piece.decided_by) if piece.decided_by else None
    kept = session.exec(select(PieceReason).where(PieceReason.piece_id == piece.id)).all()
    may_decide = at_desk and piece.state == PieceState.COUNTED
    return {
        "may_decide": may_decide,
        "not_agreed": not_agreed(session, piece, submission) if may_decide else "",
        "may_check": at_desk
        and piece.state in DECIDED
        and piece.checked_by is None
        and piece.decided_by != who.member_id,
        "may_file": piece.state == PieceState.PASSED
        and submission.state == SubmissionState.INSPECTED,
        "decided": {
            "state": word("piece", piece.state),
            "by": f"{decider.number}　{Masked(decider.name)}" if decider else "",
            "reasons": [{"title": it.title, "remedy": it.remedy} for it in kept],
        },
    }
