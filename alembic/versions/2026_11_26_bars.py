"""Bars are confirmed and lifted by two people; they may hold for one room.

Revision ID: 0008_bars
Revises: 0007_searches
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_bars"
down_revision = "0007_searches"
branch_labels = None
depends_on = None

_PEOPLE = ("entered_by", "confirmed_by", "lift_asked_by", "lifted_by")


def upgrade() -> None:
    op.create_table(
        "bar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        *_named_columns(),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("lift_document", sa.String(length=60), nullable=False),
        sa.Column("lift_asked_by", sa.Integer(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        *_checks("bar"),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> entered_by",
            name=op.f("ck_bar_entered_by_two"),
        ),
        sa.CheckConstraint(
            "lifted_by IS NULL OR lifted_by <> lift_asked_by", name=op.f("ck_bar_lifted_by_two")
        ),
        sa.CheckConstraint(
            "lifted_at IS NULL OR lift_document <> ''", name=op.f("ck_bar_lifted_as_asked")
        ),
        *_keys("bar", {"room_id": "room", **_OF, **dict.fromkeys(_PEOPLE, "member")}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bar")),
    )
    _indexes("bar")
    op.create_index(op.f("ix_bar_room_id"), "bar", ["room_id"], unique=False)
    op.execute(
        "INSERT INTO bar (member_id, name, dossier_id, document, since, until, entered_by, lift_document)"
        " SELECT member_id, name, dossier_id, document, since, until, entered_by, ''"
        " FROM barred ORDER BY id"
    )
    op.drop_table("barred")


_OF = {"member_id": "member", "dossier_id": "dossier"}


def _named_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=False),
    ]


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(
            "(member_id IS NULL) <> (name = '')", name=op.f(f"ck_{table}_names_one")
        ),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f(f"ck_{table}_runs_forward")
        ),
    ]


def _keys(table: str, keys: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}_{of}"))
        for key, of in keys.items()
    ]


def _indexes(table: str) -> None:
    op.create_index(f"ix_{table}_member", table, ["member_id", "dossier_id"], unique=False)
    op.create_index(f"ix_{table}_name", table, ["name", "dossier_id"], unique=False)


def downgrade() -> None:
    op.create_table(
        "barred",
        sa.Column("id", sa.Integer(), nullable=False),
        *_named_columns(),
        *_checks("barred"),
        *_keys("barred", {**_OF, "entered_by": "member"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barred")),
    )
    _indexes("barred")
    # The earlier table knows no lifting: what was lifted does not come back into force.
    op.execute(
        "INSERT INTO barred (member_id, name, dossier_id, document, since, until, entered_by)"
        " SELECT member_id, name, dossier_id, document, since, until, entered_by"
        " FROM bar WHERE lifted_at IS NULL ORDER BY id"
    )
    op.drop_table("bar")
