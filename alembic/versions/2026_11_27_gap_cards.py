"""Until when a member wants no gap cards.

Revision ID: 0023_gap_cards
Revises: 0022_wrong_person
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023_gap_cards"
down_revision = "0022_wrong_person"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reminder_choice", sa.Column("no_gap_cards_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("reminder_choice", "no_gap_cards_until")
