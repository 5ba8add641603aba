"""Slots bear a label of their own, opaque as a volume's.

Revision ID: 0004_slot_labels
Revises: 0004_life
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.holdings.dossier import new_slot_label

revision = "0004_slot_labels"
down_revision = "0004_life"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("slot", sa.Column("label", sa.String(length=16), nullable=True))
    slot = sa.table("slot", sa.column("id", sa.Integer), sa.column("label", sa.String))
    known = op.get_bind().execute(sa.select(slot.c.id)).scalars().all()
    for number in known:
        labelled = slot.update().where(slot.c.id == number).values(label=new_slot_label())
        op.get_bind().execute(labelled)
    with op.batch_alter_table("slot") as table:
        table.alter_column("label", existing_type=sa.String(length=16), nullable=False)
        table.create_unique_constraint(op.f("uq_slot_label"), ["label"])


def downgrade() -> None:
    with op.batch_alter_table("slot") as table:
        table.drop_constraint(op.f("uq_slot_label"), type_="unique")
        table.drop_column("label")
