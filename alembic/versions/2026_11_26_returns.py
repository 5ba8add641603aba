"""What a return that differs leaves behind: page numbers, statement, pictures, recovery, relending.

Revision ID: 0008_returns
Revises: 0010_known_years
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_returns"
down_revision = "0010_known_years"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "discrepancy", sa.Column("pages", sa.String(length=80), server_default="", nullable=False)
    )
    op.add_column(
        "discrepancy",
        sa.Column("statement_signed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _create_page_recovery()
    _create_discrepancy_scan()
    _create_relending()


def _create_page_recovery() -> None:
    op.create_table(
        "page_recovery",
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("returner", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("counted_by", sa.Integer(), nullable=True),
        sa.Column("counted_at", AT, nullable=True),
        sa.CheckConstraint(
            "counted_by IS NULL OR returner <> ''", name=op.f("ck_page_recovery_two_count")
        ),
        sa.CheckConstraint(
            "(counted_by IS NULL) = (counted_at IS NULL)",
            name=op.f("ck_page_recovery_counted_when"),
        ),
        _to("page_recovery", "custody_id", "discrepancy.custody_id"),
        _to("page_recovery", "asked_by", "member.id"),
        _to("page_recovery", "counted_by", "member.id"),
        sa.PrimaryKeyConstraint("custody_id", name=op.f("pk_page_recovery")),
    )


def _create_discrepancy_scan() -> None:
    op.create_table(
        "discrepancy_scan",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", AT, nullable=False),
        _to("discrepancy_scan", "file_id", "stored_file.id"),
        _to("discrepancy_scan", "custody_id", "discrepancy.custody_id"),
        _to("discrepancy_scan", "added_by", "member.id"),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_discrepancy_scan")),
    )
    op.create_index(op.f("ix_discrepancy_scan_custody_id"), "discrepancy_scan", ["custody_id"])


def _create_relending() -> None:
    op.create_table(
        "relending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", AT, nullable=False),
        sa.CheckConstraint("document <> ''", name=op.f("ck_relending_on_paper")),
        _to("relending", "custody_id", "custody.id"),
        _to("relending", "recorded_by", "member.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relending")),
    )
    op.create_index(op.f("ix_relending_custody_id"), "relending", ["custody_id"])


def _to(table: str, key: str, of: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{key}_{of.partition('.')[0]}")
    return sa.ForeignKeyConstraint([key], [of], name=name)


def downgrade() -> None:
    for table in ("relending", "discrepancy_scan", "page_recovery"):
        op.drop_table(table)
    op.drop_column("discrepancy", "statement_signed")
    op.drop_column("discrepancy", "pages")
