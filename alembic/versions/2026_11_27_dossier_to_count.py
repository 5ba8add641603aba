"""Dossiers whose gaps are to be counted.

Revision ID: 0025_dossier_to_count
Revises: 0024_page_order
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025_dossier_to_count"
down_revision = "0024_page_order"
branch_labels = None
depends_on = None

DUE = "ix_dossier_to_count_due"


def upgrade() -> None:
    op.create_table(
        "dossier_to_count",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_to_count_dossier_id_dossier")
        ),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_dossier_to_count")),
    )
    op.create_index(
        DUE,
        "dossier_to_count",
        ["dossier_id"],
        sqlite_where=sa.text("counted_at IS NULL"),
        postgresql_where=sa.text("counted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(DUE, table_name="dossier_to_count")
    op.drop_table("dossier_to_count")
