"""Who acted on paper, where somebody else enters it.

Revision ID: 0010_who_acted
Revises: 0008_returns
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_who_acted"
down_revision = "0008_returns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("late_entry") as entry:
        entry.add_column(sa.Column("acted_by", sa.Integer(), nullable=True))
        entry.create_foreign_key(
            op.f("fk_late_entry_acted_by_member"), "member", ["acted_by"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("late_entry") as entry:
        entry.drop_constraint(op.f("fk_late_entry_acted_by_member"), type_="foreignkey")
        entry.drop_column("acted_by")
