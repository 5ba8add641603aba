"""Late entries, and the marks that they leave on custodies and requests.

Revision ID: 0005_late_entries
Revises: 0005_notices
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_late_entries"
down_revision = "0005_notices"
branch_labels = None
depends_on = None

_MARKS = (
    ("custody", "opened_late_at"),
    ("custody", "returned_late_at"),
    ("request", "entered_late_at"),
)
_KEYS = {"room_id": "room", "request_id": "request", "volume_id": "volume"} | {
    "custody_id": "custody",
    "scan_id": "stored_file",
    "entered_by": "member",
    "confirmed_by": "member",
    "settled_by": "member",
}
_CHECKS = {
    "kind_is_known": "kind IN ('hand_over', 'return', 'pause', 'application')",
    "state_is_known": "state IN ('waiting', 'accepted', 'for_head', 'mismatch', 'settled', 'withdrawn')",
    "confirmed_by_another": "confirmed_by IS NULL OR confirmed_by <> entered_by",
    "settled_by_another": "settled_by IS NULL OR settled_by <> entered_by",
    "confirmed_or_not_yet": "(state IN ('waiting', 'withdrawn')) = (confirmed_by IS NULL)",
    "confirmed_since_when": "(confirmed_by IS NULL) = (confirmed_at IS NULL)",
    "settled_with_a_reason": "(state = 'settled') = (settlement <> '')",
    "back_after_it_left": "back_at IS NULL OR back_at > occurred_at",
}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "late_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("occurred_at", moment, nullable=False),
        sa.Column("back_at", moment, nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("volume_id", sa.Integer(), nullable=True),
        sa.Column("custody_id", sa.Integer(), nullable=True),
        sa.Column("particulars", sa.String(), nullable=False),
        sa.Column("returner", sa.String(length=60), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("page", sa.String(length=40), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", moment, nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", moment, nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("mismatch", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("settlement", sa.String(length=300), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", moment, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(claim, name=op.f(f"ck_late_entry_{name}"))
            for name, claim in _CHECKS.items()
        ),
        *(
            sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_late_entry_{key}_{of}"))
            for key, of in _KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_entry")),
        sa.UniqueConstraint("ref", name=op.f("uq_late_entry_ref")),
    )
    op.create_index("ix_late_entry_room_state", "late_entry", ["room_id", "state"])
    for key in ("request_id", "volume_id", "custody_id"):
        op.create_index(op.f(f"ix_late_entry_{key}"), "late_entry", [key])
    for table, name in _MARKS:
        op.add_column(table, sa.Column(name, moment, nullable=True))


def downgrade() -> None:
    for table, name in reversed(_MARKS):
        op.drop_column(table, name)
    op.drop_table("late_entry")
