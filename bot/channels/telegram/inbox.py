"""The inbox (收件箱): kept before it is acknowledged, claimed per chat in order, done once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col

from bot.channels.telegram.arrived import Arrived
from bot.channels.telegram.rows import TelegramUpdate, UpdateState
from core.prepared import Prepared

LEASE = timedelta(seconds=60)
MOST_TRIES = 5  # of what is a fault of ours
MOST_SENDS = 20  # while the service cannot be reached: a quarter of an hour
# Counted from the arrival of a part: the others of its album come within it, or join later.
ALBUM_WAIT = timedelta(seconds=2)
_updates = SQLModel.metadata.tables[TelegramUpdate.__tablename__]
_FINISH = Prepared(
    update(_updates)
    .where(_updates.c.id == bindparam("id"))
    .values(state=UpdateState.DONE, lease_until=None, body="{}")
)
_TOLD = ("digest", "chat_id", "body", "received_at", "album", "not_before")


def _keep(build: Any) -> Prepared:
    given = {name: bindparam(name, type_=_updates.c[name].type) for name in _TOLD}
    fixed = {"state": UpdateState.WAITING, "tries": 0, "problem": ""}
    statement = build(_updates).values(bot_id=bindparam("kept_by"), **given, **fixed)
    return Prepared(statement.on_conflict_do_nothing(index_elements=["bot_id", "digest"]))


_KEEP = {"sqlite": _keep(sqlite.insert), "postgresql": _keep(postgresql.insert)}
_OPEN = text("telegram_update.state IN ('waiting', 'held')")


@dataclass(frozen=True, slots=True)
class Held:
    """An update that this worker holds for a minute. `key` is its idempotency key."""

    id: int
    key: str
    tries: int
    what: Arrived


def keep(
    session: Session, bot_id: int, found: Iterable[tuple[str, Arrived]], now: datetime
) -> None:
    """Keep updates by their digest; one that is there already is not kept twice."""
    keep_one = _KEEP[session.get_bind().dialect.name]
    for digest, what in found:
        keep_one(
            session,
            kept_by=bot_id,
            digest=digest,
            chat_id=what.chat_id,
            body=what.to_json(),
            received_at=now,
            album=what.album,
            not_before=now + ALBUM_WAIT if what.album else None,
        )


def claim(session: Session, now: datetime, most: int) -> list[Held]:
    """The oldest open update of each chat, unless another worker holds it."""
    oldest = (
        select(func.min(col(TelegramUpdate.id))).where(_OPEN).group_by(col(TelegramUpdate.chat_id))
    )
    free = or_(
        col(TelegramUpdate.state) == UpdateState.WAITING, col(TelegramUpdate.lease_until) < now
    )
    ripe = or_(col(TelegramUpdate.not_before).is_(None), col(TelegramUpdate.not_before) <= now)
    rows = session.execute(
        select(
            col(TelegramUpdate.id),
            col(TelegramUpdate.bot_id),
            col(TelegramUpdate.digest),
            col(TelegramUpdate.tries),
            col(TelegramUpdate.body),
        )
        .where(col(TelegramUpdate.id).in_(oldest), free, ripe)
        .order_by(col(TelegramUpdate.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    _set(
        session,
        [row.id for row in rows],
        state=UpdateState.HELD,
        lease_until=now + LEASE,
        tries=col(TelegramUpdate.tries) + 1,
    )
    return [
        Held(r.id, f"tg:{r.bot_id}:{r.digest[:40]}", r.tries + 1, Arrived.from_json(r.body))
        for r in rows
    ]


def parts_of(session: Session, held: Held) -> dict[int, Arrived]:
    """The open parts of an album in order of arrival, by row; of anything else, itself."""
    what = held.what
    if not what.album:
        return {held.id: what}
    rows = session.execute(
        select(col(TelegramUpdate.id), col(TelegramUpdate.body))
        .where(
            _OPEN,
            col(TelegramUpdate.chat_id) == what.chat_id,
            col(TelegramUpdate.album) == what.album,
        )
        .order_by(col(TelegramUpdate.id))
    ).all()
    return {row.id: Arrived.from_json(row.body) for row in rows} or {held.id: what}


def finish(session: Session, held: Held) -> None:
    """Done: what it said is not kept any longer."""
    _FINISH(session, id=held.id)


def finish_parts(session: Session, parts: Iterable[int]) -> None:
    """Parts of an album that one answer speaks of: done with it."""
    for row in parts:
        _FINISH(session, id=row)


def hold_longer(session: Session, held: Held, now: datetime) -> None:
    """What takes longer than a lease stays with the worker that is at it."""
    _set(session, [held.id], lease_until=now + LEASE)


def put_back(session: Session, held: Held, problem: str, until: datetime) -> bool:
    """After a fault: held until then and tried again, or failed for good. Says which."""
    failed = held.tries >= (MOST_TRIES if problem else MOST_SENDS)
    state = UpdateState.FAILED if failed else UpdateState.HELD
    _set(session, [held.id], state=state, lease_until=until, problem=problem)
    return failed


def _set(session: Session, ids: Sequence[int], **values: Any) -> None:
    session.execute(
        update(TelegramUpdate)
        .where(col(TelegramUpdate.id).in_(ids))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
