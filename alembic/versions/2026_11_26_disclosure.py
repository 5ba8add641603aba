"""How far an outside channel may be told: decided by two officers, until a day.

Revision ID: 0014_disclosure
Revises: 0013_mini_app
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_disclosure"
down_revision = "0013_mini_app"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disclosure_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(length=5), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "level IN ('names', 'files')", name=op.f("ck_disclosure_decision_level_is_known")
        ),
        sa.CheckConstraint(
            "agreed_by IS NULL OR agreed_by <> asked_by",
            name=op.f("ck_disclosure_decision_two_officers"),
        ),
        sa.CheckConstraint(
            "(agreed_by IS NULL) = (agreed_at IS NULL)",
            name=op.f("ck_disclosure_decision_agreed_at_a_time"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["member.id"], name=op.f(f"fk_disclosure_decision_{column}_member")
            )
            for column in ("asked_by", "agreed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_decision")),
    )


def downgrade() -> None:
    op.drop_table("disclosure_decision")
