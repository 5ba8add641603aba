"""Dossier (档案): one person's file in one archive room; volumes (卷) are what one can hold."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import check_character, opaque


class Secrecy(StrEnum):
    NONE = "none"
    WORK_SECRET = "work_secret"  # noqa: S105 — 工作秘密
    SECRET = "secret"  # noqa: S105 — 国家秘密: never in any chat, not even as a number


class VolumeKind(StrEnum):
    ORIGINAL = "original"  # 正本
    DUPLICATE = "duplicate"  # 副本


def new_slot_label() -> str:
    """A label for a slot: S, ten random characters, one check character."""
    body = opaque(10)
    return f"S{body}{check_character('S' + body)}"


class Slot(SQLModel, table=True):
    """Slot (库位)."""

    __tablename__ = "slot"

    __table_args__ = (UniqueConstraint("room_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    code: str = Field(max_length=20)
    # What its label's QR says: opaque, as a volume's.
    label: str = Field(default_factory=new_slot_label, unique=True, max_length=16)


class Dossier(SQLModel, table=True):
    __tablename__ = "dossier"
    __table_args__ = (one_of("secrecy", Secrecy),)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=30)
    cadre_id: int = Field(foreign_key="cadre.id", unique=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    secrecy: str = Field(default=Secrecy.NONE, max_length=12)
    remark: str = Field(default="", max_length=200)


def new_label() -> str:
    """A label for a volume: V, ten random characters, one check character."""
    body = opaque(10)
    return f"V{body}{check_character('V' + body)}"


class Volume(SQLModel, table=True):
    __tablename__ = "volume"
    __table_args__ = (
        one_of("kind", VolumeKind),
        holds("ordinal_counts_from_one", "ordinal >= 1"),
        UniqueConstraint("dossier_id", "kind", "ordinal"),
        # What a search holds on to: a volume once missed keeps label and place (core/lost/search.py).
        Index("uq_volume_itself", "id", "label", "ordinal", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    kind: str = Field(default=VolumeKind.ORIGINAL, max_length=10)
    ordinal: int = 1
    # What the label's QR says: opaque, with a check character; never a name or number.
    label: str = Field(default_factory=new_label, unique=True, max_length=16)
    tag: str | None = Field(default=None, unique=True, max_length=32)
    slot_id: int | None = Field(default=None, foreign_key="slot.id")
    pieces: int | None = None
    pages: int | None = None
    lost: bool = False
    version: int = 1
