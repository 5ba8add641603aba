"""Updates for the cadre information system that follow from a paper, not only from a decision.

Revision ID: 0026_updates_from_papers
Revises: 0025_dossier_to_count
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026_updates_from_papers"
down_revision = "0025_dossier_to_count"
branch_labels = None
depends_on = None

ON_PAPER, BY = "ck_system_update_stands_on_paper", "fk_system_update_shown_id_shown_fact"


def upgrade() -> None:
    with op.batch_alter_table("system_update") as update:
        update.alter_column("difference_id", existing_type=sa.Integer(), nullable=True)
        update.add_column(sa.Column("shown_id", sa.Integer(), nullable=True))
        update.create_foreign_key(op.f(BY), "shown_fact", ["shown_id"], ["id"])
        update.create_index(op.f("ix_system_update_shown_id"), ["shown_id"])
        update.create_check_constraint(op.f(ON_PAPER), "document <> '' OR shown_id IS NOT NULL")


def downgrade() -> None:
    op.execute("DELETE FROM system_update WHERE difference_id IS NULL")
    with op.batch_alter_table("system_update") as update:
        update.drop_constraint(op.f(ON_PAPER), type_="check")
        update.drop_index(op.f("ix_system_update_shown_id"))
        update.drop_constraint(op.f(BY), type_="foreignkey")
        update.drop_column("shown_id")
        update.alter_column("difference_id", existing_type=sa.Integer(), nullable=False)
