"""Reserved numbers, and the emergency kits that bear them.

Revision ID: 0004_emergency_kit
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_emergency_kit"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reserved_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("short", sa.String(length=10), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reserved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'used', 'cancelled')", name=op.f("ck_reserved_number_state_is_known")
        ),
        sa.CheckConstraint(
            "(state = 'used') = (request_id IS NOT NULL)",
            name=op.f("ck_reserved_number_used_by_a_case"),
        ),
        sa.CheckConstraint(
            "(state = 'cancelled') = (reason <> '')",
            name=op.f("ck_reserved_number_cancelled_with_a_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (settled_at IS NULL)",
            name=op.f("ck_reserved_number_settled_since_when"),
        ),
        *_named(
            "reserved_number",
            {"room_id": "room", "request_id": "request", "settled_by": "member"},
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reserved_number")),
        sa.UniqueConstraint("room_id", "number", name=op.f("uq_reserved_number_room_id_number")),
        sa.UniqueConstraint("request_id", name=op.f("uq_reserved_number_request_id")),
    )
    op.create_index("ix_reserved_number_room_year", "reserved_number", ["room_id", "year", "state"])
    op.create_table(
        "emergency_kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("to_collect", sa.Integer(), nullable=False),
        sa.Column("out_now", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "numbers >= 0 AND to_collect >= 0 AND out_now >= 0",
            name=op.f("ck_emergency_kit_counts_from_zero"),
        ),
        *_named("emergency_kit", {"room_id": "room", "made_by": "member"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_kit")),
        sa.UniqueConstraint("ref", name=op.f("uq_emergency_kit_ref")),
    )
    op.create_index("ix_emergency_kit_room_made", "emergency_kit", ["room_id", "made_at"])


def _named(table: str, keys: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}_{of}"))
        for key, of in keys.items()
    ]


def downgrade() -> None:
    op.drop_table("emergency_kit")
    op.drop_table("reserved_number")
