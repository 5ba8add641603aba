"""`danggui rules try`: which past decisions would come out otherwise by another book."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click
import orjson

from bot.cli import say
from bot.cli.exits import BadInput, not_done
from bot.cli.options import as_json, as_member

LAST = 1000


@click.command("try")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--last", default=LAST, show_default=True, help="How many past decisions.")
@click.option("--room", metavar="NAME", help="FILE is this room's own; its decisions only.")
@as_member
@as_json
def try_book(file: Path, last: int, room: str | None, acting: str | None, as_json: bool) -> None:
    """Judge the LAST kept decisions again with FILE over the book; exit 1 if it is refused.

    Each decision is judged by the book of its own room, with FILE in its place there: a case's by
    the room that keeps the dossier, a list's by the room it goes to. What was refused at once left
    neither, so it belongs to no room: it is judged by the house's book.
    """
    from bot.cli.book_file import tell_problems, tried
    from bot.cli.house import open_house
    from bot.cli.who import demand_overseer, principal_of
    from rules.book import BookRefused
    from rules.judge import Judge

    with open_house() as house:
        demand_overseer(house, principal_of(house, acting))
        if room is not None and not house.ask(lambda session: _is_room(session, room)):
            raise BadInput(f"没有名为“{room}”的档案室。")
        try:
            books = tried(file, house.settings.rules_dir, room)
        except BookRefused as refused:
            tell_problems(refused, as_json)
            raise not_done() from None
        kept = house.ask(lambda session: _last(session, last, room))
    judges = {name: Judge(book) for name, book in books.items()}
    body = {"version": books[room or ""].version, **_judged(kept, judges)}
    say.result(body, as_json, "\n".join(_lines(body)))


def _is_room(session: Any, name: str) -> bool:
    from sqlmodel import select

    from core.members.room import Room

    return session.exec(select(Room.id).where(Room.name == name)).first() is not None


def _last(session: Any, last: int, room: str | None) -> list[tuple[Any, str]]:
    """Decisions, the newest first, each with the name of the room that it was taken in."""
    from sqlmodel import col, func, select

    from core.collection.submission import Submission
    from core.decisions import KeptDecision
    from core.members.room import Room
    from core.requests.request import Request

    newest = (
        select(KeptDecision, Room.name)
        .outerjoin(Request, col(Request.ref) == col(KeptDecision.about))
        .outerjoin(Submission, col(Submission.ref) == col(KeptDecision.about))
        .outerjoin(Room, col(Room.id) == func.coalesce(Request.room_id, Submission.room_id))
        .order_by(col(KeptDecision.at).desc(), col(KeptDecision.ref))
    )
    if room is not None:
        newest = newest.where(Room.name == room)
    return [(row, name or "") for row, name in session.exec(newest.limit(last)).all()]


def _judged(kept: list[tuple[Any, str]], judges: dict[str, Any]) -> dict[str, Any]:
    """`unreadable` have no facts any more, or facts from before this law could ask about them."""
    from rules.areas import AREAS
    from rules.rejudge import rejudge

    changed, unreadable, laws = [], 0, Counter[str]()
    for row, room in kept:
        judge = judges.get(room) or judges[""]
        fired = [code for code in row.fired.split(",") if code]
        try:
            facts = orjson.loads(row.facts or "{}")
            now = rejudge(facts, row.allowed, fired, judge, AREAS[row.area])
        except KeyError:
            unreadable += 1
            continue
        if now is not None:
            changed.append(_row(row, now))
            laws.update(f"+{code}" for code in now.speaks)
            laws.update(f"-{code}" for code in now.silent)
    return {
        "decisions": len(kept),
        "unreadable": unreadable,
        "disagreements": sum(judge.alarms for judge in judges.values()),
        "to_refused": sum(row["old"] == "allowed" != row["new"] for row in changed),
        "to_allowed": sum(row["old"] == "refused" != row["new"] for row in changed),
        "laws": dict(sorted(laws.items())),
        "changed": changed,
    }


def _row(kept: Any, now: Any) -> dict[str, Any]:
    verdicts = {True: "allowed", False: "refused"}
    return {
        "decision": kept.ref,
        "at": kept.at.isoformat(),
        "step": kept.step,
        "old": verdicts[now.allowed],
        "new": verdicts[now.would_be_allowed],
        "speaks": list(now.speaks),
        "silent": list(now.silent),
    }


_SAID = {"allowed": "可以办理", "refused": "不能办理"}


def _lines(body: dict[str, Any]) -> list[str]:
    head = (
        f"版本 {body['version']}：重新裁定 {body['decisions']} 件，"
        f"改为不能办理 {body['to_refused']} 件，改为可以办理 {body['to_allowed']} 件，"
        f"只有条目不同 {len(body['changed']) - body['to_refused'] - body['to_allowed']} 件，"
        f"无法重新裁定 {body['unreadable']} 件。"
    )
    counts = [f"  {code}：{times} 件" for code, times in body["laws"].items()]
    rows = [
        f"{row['decision']}  {row['at']}  {row['step']}  {_SAID[row['old']]} → {_SAID[row['new']]}  "
        + " ".join([*(f"+{code}" for code in row["speaks"]), *(f"-{c}" for c in row["silent"])])
        for row in body["changed"]
    ]
    return [head, *counts, *rows]
