"""Upload links (上传页链接): from the chat to a page for what is too large for it.

A link is good for so many files of one list, for its member, for some hours; only its hash is kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ColumnElement
from sqlmodel import Field, Session, SQLModel, col, delete, select

from core.members.codes import new_token, token_hash

PATH = "/upload/"


class UploadLink(SQLModel, table=True):
    __tablename__ = "upload_link"
    __table_args__ = (CheckConstraint("files_left >= 0", name="files_left_not_below_none"),)

    token_hash: str = Field(primary_key=True, max_length=64)
    member_id: int = Field(foreign_key="member.id", index=True)
    # The list's reference.
    submission: str = Field(max_length=24)
    # Used up at none.
    files_left: int
    expires_at: datetime


class UploadPlace(SQLModel, table=True):
    """Held by one file (`key`) while it is judged; what was kept uses it up, in the same commit."""

    __tablename__ = "upload_place"

    link: str = Field(primary_key=True, foreign_key="upload_link.token_hash", max_length=64)
    key: str = Field(primary_key=True, max_length=120)
    taken_at: datetime


def upload_link(
    session: Session, about: tuple[str, int], member_id: int, now: datetime, lasts: timedelta
) -> str:
    """A link for this list and so many files; gives its path. The member's dead links go."""
    submission, files = about
    dead = (col(UploadLink.member_id) == member_id, col(UploadLink.expires_at) <= now)
    of_dead = col(UploadPlace.link).in_(select(UploadLink.token_hash).where(*dead))
    session.exec(delete(UploadPlace).where(of_dead))
    session.exec(delete(UploadLink).where(*dead))
    token = new_token()
    session.add(
        UploadLink(
            token_hash=token_hash(token),
            member_id=member_id,
            submission=submission,
            files_left=files,
            expires_at=now + lasts,
        )
    )
    return PATH + token


def live_upload(session: Session, hashed: str, member_id: int, now: datetime) -> UploadLink | None:
    """One's own link while it may be used; None alike for unknown, foreign, used and expired."""
    return session.exec(select(UploadLink).where(*live(hashed, member_id, now))).first()


def live(hashed: str, member_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What makes a link one's own and usable."""
    return (
        col(UploadLink.token_hash) == hashed,
        col(UploadLink.member_id) == member_id,
        col(UploadLink.files_left) > 0,
        col(UploadLink.expires_at) > now,
    )
