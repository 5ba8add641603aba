"""The bound book: numbered pages of movements.

Revision ID: 0004_register
Revises: 0004_lists
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_register"
down_revision = "0004_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("supplements", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_register_page_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_register_page_room_id_room")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["member.id"], name=op.f("fk_register_page_written_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_page")),
        sa.UniqueConstraint(
            "room_id", "year", "number", name=op.f("uq_register_page_room_id_year_number")
        ),
    )
    op.create_index(op.f("ix_register_page_day"), "register_page", ["day"])
    op.create_index(op.f("ix_register_page_room_id"), "register_page", ["room_id"])

    op.create_table(
        "register_line",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("movement", sa.String(length=4), nullable=False),
        sa.CheckConstraint(
            "movement IN ('out', 'back')", name=op.f("ck_register_line_movement_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["custody_id"], ["custody.id"], name=op.f("fk_register_line_custody_id_custody")
        ),
        sa.ForeignKeyConstraint(
            ["page_id"], ["register_page.id"], name=op.f("fk_register_line_page_id_register_page")
        ),
        sa.PrimaryKeyConstraint("page_id", "position", name=op.f("pk_register_line")),
        sa.UniqueConstraint(
            "custody_id", "movement", name=op.f("uq_register_line_custody_id_movement")
        ),
    )


def downgrade() -> None:
    op.drop_table("register_line")
    op.drop_table("register_page")
