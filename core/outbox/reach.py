"""Reach (通达方式): where else a member is reached: one address on each further channel.

Every message goes to the embedded chat; where a member bound another channel, a copy of its own
leaves for that one, so that each is sent, failed and repeated by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Index, bindparam, text
from sqlmodel import Field, Session, SQLModel, col, select, update

ONE_PER_MEMBER = "uq_reach_one_per_member"
ONE_MEMBER = "uq_reach_one_member"
_LIVE = text("revoked_at IS NULL")


class Reach(SQLModel, table=True):
    """`address` and `person` are the channel's own numeric ids, never a name that can change hands."""

    __tablename__ = "reach"
    __table_args__ = (
        Index(
            ONE_PER_MEMBER,
            "channel",
            "member_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index(
            ONE_MEMBER,
            "channel",
            "address",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=12)
    member_id: int = Field(foreign_key="member.id", index=True)
    address: str = Field(max_length=40)
    person: str = Field(max_length=40)
    bound_at: datetime
    revoked_at: datetime | None = None
    # The person stopped the bot or left: nothing can be sent until they come back.
    unreachable_since: datetime | None = None


_FURTHER = select(Reach.member_id, Reach.channel).where(
    col(Reach.member_id).in_(bindparam("members", expanding=True)),
    col(Reach.revoked_at).is_(None),
    col(Reach.unreachable_since).is_(None),
)


def with_copies(connection: Connection, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages, and for each further channel of its member one more under a key of its own."""
    members = {message["member_id"] for message in messages}
    rows = connection.execute(_FURTHER, {"members": list(members)}).all()
    further: dict[int, list[str]] = {}
    for member_id, channel in rows:
        further.setdefault(member_id, []).append(channel)
    copies = [
        {**message, "channel": channel, "dedupe_key": f"{message['dedupe_key']}@{channel}"}
        for message in messages
        for channel in further.get(message["member_id"], ())
        if _may_copy(message, channel)
    ]
    return [*messages, *copies]


def _may_copy(message: dict[str, Any], channel: str) -> bool:
    """An answer stays where the question was asked: on our own page it may name people."""
    return message["kind"] != "say" or orjson.loads(message["args"]).get("on") == channel


def note_unreachable(session: Session, channel: str, address: str, since: datetime | None) -> None:
    """Nobody is reached there from now on; `None` when they came back."""
    _change(session, channel, address, unreachable_since=since)


def note_moved(session: Session, channel: str, address: str, to: str) -> None:
    _change(session, channel, address, address=to)


def _change(session: Session, channel: str, here: str, /, **values: Any) -> None:
    session.exec(
        update(Reach)
        .where(
            col(Reach.channel) == channel,
            col(Reach.address) == here,
            col(Reach.revoked_at).is_(None),
        )
        .values(**values)
    )
