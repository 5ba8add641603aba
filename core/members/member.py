"""Member (人员): someone with an account; grants say which role they hold where and until when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque


class Role(StrEnum):
    UNIT_CONTACT = "unit_contact"  # 单位档案联络员
    APPROVER = "approver"  # 单位分管领导 / 部领导
    ARCHIVIST = "archivist"  # 档案管理员
    HEAD = "head"  # 档案部门负责人
    ADMINISTRATOR = "administrator"  # 系统管理员
    SECURITY_OFFICER = "security_officer"  # 安全保密管理员
    AUDITOR = "auditor"  # 安全审计员


OFFICERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.AUDITOR})
ROOM_ROLES = frozenset({Role.ARCHIVIST, Role.HEAD})


class Member(SQLModel, table=True):
    __tablename__ = "member"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=20)
    name: str = Field(max_length=40)
    post: str = Field(default="", max_length=40)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id", index=True)
    # The log names people only by this; destroying the row makes the log anonymous.
    pseudonym: str = Field(default_factory=lambda: opaque(16), unique=True, max_length=16)
    active: bool = True
    bound_at: datetime | None = None


class Grant(SQLModel, table=True):
    """A role (角色) held over a unit, over a room, or over the whole organisation."""

    __tablename__ = "role_grant"
    __table_args__ = (
        one_of("role", Role),
        holds("one_scope", "room_id IS NULL OR unit_id IS NULL"),
        holds("two_people", "confirmed_by IS NULL OR confirmed_by <> proposed_by"),
        holds("term_runs_forward", "valid_to IS NULL OR valid_to > valid_from"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    role: str = Field(max_length=20)
    room_id: int | None = Field(default=None, foreign_key="room.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    # The filing form (工作人员备案) or letter by which the role was asked for.
    document: str = Field(default="", max_length=60)
    valid_from: datetime
    valid_to: datetime | None = None
    proposed_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_at: datetime | None = None
    revoked_at: datetime | None = None
