"""Letters to a discipline body and their answers.

Revision ID: 0027_referrals
Revises: 0026_updates_from_papers
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027_referrals"
down_revision = "0026_updates_from_papers"
branch_labels = None
depends_on = None

WAITS = sa.text("compared_by IS NULL")


def upgrade() -> None:
    op.create_table(
        "referral_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("difference_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("organ", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("said", sa.String(length=120), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("compared_by", sa.Integer(), nullable=True),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('sent', 'answered')", name=op.f("ck_referral_letter_kind_is_known")
        ),
        sa.CheckConstraint(
            "organ <> '' AND document <> ''", name=op.f("ck_referral_letter_on_paper")
        ),
        sa.CheckConstraint(
            "compared_by IS NULL OR compared_by <> entered_by",
            name=op.f("ck_referral_letter_another_compares"),
        ),
        sa.CheckConstraint(
            "(compared_by IS NULL) = (agrees IS NULL)",
            name=op.f("ck_referral_letter_compared_with_a_result"),
        ),
        sa.CheckConstraint(
            "(kind = 'answered') = (said <> '')",
            name=op.f("ck_referral_letter_an_answer_says_something"),
        ),
        sa.ForeignKeyConstraint(
            ["difference_id"],
            ["difference.id"],
            name=op.f("fk_referral_letter_difference_id_difference"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["member.id"], name=op.f("fk_referral_letter_entered_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["compared_by"], ["member.id"], name=op.f("fk_referral_letter_compared_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_letter")),
        sa.UniqueConstraint("ref", name=op.f("uq_referral_letter_ref")),
    )
    op.create_index(op.f("ix_referral_letter_difference_id"), "referral_letter", ["difference_id"])
    op.create_index(
        "uq_referral_letter_one_waits",
        "referral_letter",
        ["difference_id"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_table("referral_letter")
