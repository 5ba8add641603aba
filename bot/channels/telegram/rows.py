"""What the Telegram channel remembers: what arrived, what was sent, who polls."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.constraints import one_of

NAME = "telegram"


class LinkPurpose(StrEnum):
    BIND = "bind"  # the second proof of a binding
    PRESS = "press"  # the second check of a press
    CODE = "code"  # a collection code, shown on our page


class UpdateState(StrEnum):
    WAITING = "waiting"
    HELD = "held"
    DONE = "done"
    FAILED = "failed"


class TelegramUpdate(SQLModel, table=True):
    """An update, screened, kept before it is acknowledged (收件)."""

    __tablename__ = "telegram_update"
    __table_args__ = (
        one_of("state", UpdateState),
        # Update ids may begin again: what makes an update the same is what it says.
        UniqueConstraint("bot_id", "digest"),
        Index(
            "ix_telegram_update_open",
            "chat_id",
            "id",
            sqlite_where=text("state IN ('waiting', 'held')"),
            postgresql_where=text("state IN ('waiting', 'held')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    bot_id: int = Field(sa_type=BigInteger)
    digest: str = Field(max_length=64)
    chat_id: int = Field(sa_type=BigInteger)
    body: str
    state: str = Field(default=UpdateState.WAITING, max_length=8)
    lease_until: datetime | None = None
    tries: int = 0
    received_at: datetime
    # A part of an album waits a moment for the others; `album` is Telegram's own id of it.
    album: str = Field(default="", max_length=40)
    not_before: datetime | None = None
    problem: str = Field(default="", max_length=12)


class SendState(StrEnum):
    TRYING = "trying"
    SENT = "sent"
    UNKNOWN = "unknown"


class TelegramSend(SQLModel, table=True):
    """A message on its way: written before it is sent, so that a crash is an unknown outcome."""

    __tablename__ = "telegram_send"
    __table_args__ = (one_of("state", SendState),)

    outbox_id: int = Field(primary_key=True, foreign_key="outbox.id")
    state: str = Field(default=SendState.TRYING, max_length=8)
    # How often it may have arrived: after the second unknown outcome it is not repeated.
    unknown: int = 0
    message_id: int | None = Field(default=None, sa_type=BigInteger)


class TelegramCard(SQLModel, table=True):
    """A copy of a case's card in a chat: edited in place from then on."""

    __tablename__ = "telegram_card"

    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    about: str = Field(primary_key=True, max_length=24)
    message_id: int = Field(sa_type=BigInteger)
    version: int
    # What stands there: an edit that changes nothing is not sent.
    digest: str = Field(max_length=64)


class TelegramHolder(SQLModel, table=True):
    """Who polls (轮询由谁): one process at a time, by a lease; the others stand by."""

    __tablename__ = "telegram_holder"

    bot_id: int = Field(primary_key=True, sa_type=BigInteger)
    holder: str = Field(max_length=40)
    lease_until: datetime
    last_good_at: datetime | None = None


class TelegramLink(SQLModel, table=True):
    """A signed link (办理链接) from a chat to one of our pages: only its hash is kept, used once."""

    __tablename__ = "telegram_link"
    __table_args__ = (one_of("purpose", LinkPurpose),)

    token_hash: str = Field(primary_key=True, max_length=64)
    purpose: str = Field(max_length=6)
    address: str = Field(max_length=40)
    person: str = Field(max_length=40)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    # For binding: the code's hash. For a press: the button's token and the update's key. For a
    # collection code: the case's reference.
    code_hash: str = Field(default="", max_length=64)
    press: str = Field(default="", max_length=24)
    about: str = Field(default="", max_length=24)
    key: str = Field(default="", max_length=80)
    expires_at: datetime
    used_at: datetime | None = None


class TelegramLaunch(SQLModel, table=True):
    """A launch of our pages inside Telegram that was used: for as long as it would be good again."""

    __tablename__ = "telegram_launch"

    digest: str = Field(primary_key=True, max_length=64)
    expires_at: datetime
