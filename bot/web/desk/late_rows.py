"""Late entries in rows (补录列表): what waits for whom, and what was done lately."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.dates import moment
from bot.replies.words import word
from core.holdings.dossier import Dossier, Volume
from core.members.member import Member
from core.outage.late_entry import LateEntry, LateKind, LateState
from core.outage.paper_application import PaperApplication
from core.outage.questions import entries_in
from core.requests.request import Request

DONE = (LateState.ACCEPTED, LateState.SETTLED, LateState.WITHDRAWN)
SHOWN_DONE = 30


def late_lists(session: Session, rooms: frozenset[int]) -> dict[str, list[dict[str, Any]]]:
    """`waiting` for the second person, `open` for the head, `done` with the latest first."""
    waiting = entries_in(session, rooms, [LateState.WAITING])
    open_ = entries_in(session, rooms, [LateState.FOR_HEAD, LateState.MISMATCH])
    done = list(
        session.scalars(
            select(LateEntry)
            .where(col(LateEntry.room_id).in_(rooms), col(LateEntry.state).in_(DONE))
            .order_by(col(LateEntry.id).desc())
            .limit(SHOWN_DONE)
        ).all()
    )
    return {
        "waiting": late_rows(session, waiting),
        "open": late_rows(session, open_),
        "done": late_rows(session, done),
    }


def late_rows(session: Session, entries: list[LateEntry]) -> list[dict[str, Any]]:
    """Each entry with its case's and dossier's number; no names."""
    cases = _numbers(session, Request, {it.request_id for it in entries})
    volumes: Any = (
        select(col(Volume.id), col(Dossier.number), col(Volume.kind), col(Volume.ordinal))
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .where(col(Volume.id).in_({it.volume_id for it in entries} - {None}))
    )
    parts = {
        row[0]: f"{row[1]} {word('kind', row[2])} {row[3]}" for row in session.execute(volumes)
    }
    posts = _posts(session, entries)
    return [
        {
            "ref": it.ref,
            "href": f"/desk/outage/entries/{it.ref}",
            "kind": word("late_kind", it.kind),
            "state": word("late_state", it.state),
            "at": moment(it.occurred_at),
            "back": moment(it.back_at),
            "case": cases.get(it.request_id or 0, "") or _asked(it)[0],
            "volume": parts.get(it.volume_id, "") or _asked(it)[1],
            "entered": f"{moment(it.entered_at)}　{posts.get(it.entered_by, '')}",
            "confirmed": "　".join(
                part for part in (moment(it.confirmed_at), posts.get(it.confirmed_by, "")) if part
            ),
            "mismatch": word("late_mismatch", it.mismatch) if it.mismatch else "",
            "verdict": word("late_verdict", it.verdict) if it.verdict else "",
            "settlement": it.settlement,
        }
        for it in entries
    ]


def _asked(entry: LateEntry) -> tuple[str, str]:
    """The number and the dossier on the form of an application that is no case yet."""
    if entry.kind != LateKind.APPLICATION or not entry.particulars:
        return "", ""
    asked = PaperApplication.from_json(entry.particulars).application
    return asked.reserved, "、".join(asked.dossiers)


def _numbers(session: Session, table: type[Request], keys: set[int | None]) -> dict[int, str]:
    rows: Any = select(col(table.id), col(table.number)).where(col(table.id).in_(keys - {None}))
    found: list[Any] = list(session.execute(rows).all())
    return dict(found)


def _posts(session: Session, entries: list[LateEntry]) -> dict[int | None, str]:
    people = {it.entered_by for it in entries} | {it.confirmed_by for it in entries} - {None}
    rows: Any = select(col(Member.id), col(Member.post), col(Member.number))
    found = session.execute(rows.where(col(Member.id).in_(people))).all()
    return {key: post or number for key, post, number in found}
