"""Files that were sent (发过的文件): a digest for a day, so that one is not answered twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, delete

REMEMBERED = timedelta(days=1)


class SentFile(SQLModel, table=True):
    """`mark` is a digest of the channel's own id of the file or album, never of what is in it."""

    __tablename__ = "sent_file"

    channel: str = Field(primary_key=True, max_length=12)
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    mark: str = Field(primary_key=True, max_length=40)
    at: datetime


def was_sent(session: Session, channel: str, member_id: int, mark: str) -> bool:
    return session.get(SentFile, (channel, member_id, mark)) is not None


def remember_sent(session: Session, channel: str, member_id: int, mark: str, now: datetime) -> bool:
    """Whether it is the first time within the day; what is older is forgotten."""
    session.exec(
        delete(SentFile).where(
            col(SentFile.member_id) == member_id, col(SentFile.at) < now - REMEMBERED
        )
    )
    if was_sent(session, channel, member_id, mark):
        return False
    session.add(SentFile(channel=channel, member_id=member_id, mark=mark, at=now))
    session.flush()
    return True
