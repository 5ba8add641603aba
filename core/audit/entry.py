"""The rows of the log (日志): entries that stay, payloads that may be erased, and heads.

An entry holds no name, number or text about a person, only opaque references and a commitment;
what was said lies in its payload, whose row can be deleted without breaking the chain.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class LogEntry(SQLModel, table=True):
    """One link: `chain` is 64 hex digits over the link before and this header (see `chain.py`)."""

    __tablename__ = "log_entry"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    actor: str
    action: str
    object_kind: str
    object_ref: str
    commitment: str
    chain: str


class LogPayload(SQLModel, table=True):
    """What an entry says: canonical JSON in `body`, hidden behind 16 random bytes of `salt`."""

    __tablename__ = "log_payload"

    seq: int = Field(
        primary_key=True,
        foreign_key="log_entry.seq",
        sa_column_kwargs={"autoincrement": False},
    )
    salt: bytes
    body: str


class LogHead(SQLModel, table=True):
    """The running head: one row, locked last by every transaction that writes to the log."""

    __tablename__ = "log_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    log_id: str
    size: int
    chain: str
    at: datetime


class SignedHead(SQLModel, table=True):
    """A head that was signed: printed for the day's register, and kept (Ed25519, hex)."""

    __tablename__ = "signed_head"

    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    log_id: str
    chain: str
    at: datetime
    signature: str
    key_id: str
