"""Papers that leave under a number of their own: return notices, replies.

Revision ID: 0006_issued_paper
Revises: 0005_late_entries
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_issued_paper"
down_revision = "0005_late_entries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('return_notice', 'reply')", name=op.f("ck_issued_paper_kind_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["member.id"], name=op.f("fk_issued_paper_issued_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_issued_paper_request_id_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_issued_paper_number")),
        sa.UniqueConstraint(
            "request_id", "kind", "day", name=op.f("uq_issued_paper_request_id_kind_day")
        ),
    )
    op.create_index(op.f("ix_issued_paper_request_id"), "issued_paper", ["request_id"])


def downgrade() -> None:
    op.drop_table("issued_paper")
