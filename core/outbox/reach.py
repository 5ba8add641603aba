"""Reach (通达方式): the further channels on which a member gets what the embedded chat shows.

Every message goes to the embedded chat; where a member bound another channel, a copy of its own
leaves for that one, so that each is sent, failed and repeated by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Field, SQLModel, col, select


class Reach(SQLModel, table=True):
    __tablename__ = "reach"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    channel: str = Field(primary_key=True, max_length=12)


def with_copies(connection: Connection, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages, and for each further channel of its member one more under a key of its own."""
    members = {message["member_id"] for message in messages}
    rows = connection.execute(
        select(Reach.member_id, Reach.channel).where(col(Reach.member_id).in_(members))
    ).all()
    further: dict[int, list[str]] = {}
    for member_id, channel in rows:
        further.setdefault(member_id, []).append(channel)
    copies = [
        {**message, "channel": channel, "dedupe_key": f"{message['dedupe_key']}@{channel}"}
        for message in messages
        for channel in further.get(message["member_id"], ())
    ]
    return [*messages, *copies]
