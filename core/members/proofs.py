"""What a member proves themselves with: invitation (绑定码), PIN, session, token."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.ids import opaque

_LIVE = text("used_at IS NULL AND cancelled_at IS NULL")


class Invitation(SQLModel, table=True):
    """A one-time code given in person; only its hash is kept."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index(
            "uq_invitation_one_live_per_member",
            "member_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True, max_length=64)
    member_id: int = Field(foreign_key="member.id", index=True)
    invited_by: int | None = Field(default=None, foreign_key="member.id")
    expires_at: datetime
    used_at: datetime | None = None
    cancelled_at: datetime | None = None


class Pin(SQLModel, table=True):
    """The second check (二次核验): six digits, argon2id, locked after five wrong ones."""

    __tablename__ = "pin"

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    digest: str = Field(max_length=200)
    wrong: int = 0
    locked_until: datetime | None = None
    set_at: datetime


class SignIn(SQLModel, table=True):
    """A session (登录): server-side, revocable; the cookie's value is kept only as a hash."""

    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True, max_length=64)
    # What lists, logs and commands call it by.
    ref: str = Field(default_factory=lambda: opaque(12), unique=True, max_length=12)
    member_id: int = Field(foreign_key="member.id", index=True)
    device: str = Field(default="", max_length=80)
    csrf: str = Field(max_length=40)
    # The channel whose launch opened it; "" in a browser of one's own.
    opened_in: str = Field(default="", max_length=20)
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class Token(SQLModel, table=True):
    """A Bearer token (接口令牌) for programs, with a scope and a term."""

    __tablename__ = "token"

    token_hash: str = Field(primary_key=True, max_length=64)
    # What lists, logs and commands call it by.
    ref: str = Field(default_factory=lambda: opaque(12), unique=True, max_length=12)
    member_id: int = Field(foreign_key="member.id", index=True)
    scope: str = Field(max_length=40)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
