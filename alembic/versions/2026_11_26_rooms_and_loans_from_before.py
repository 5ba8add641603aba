"""No two rooms bear the same word on their numbers; loans from before are known as such.

Revision ID: 0012_room_words
Revises: 0011_sent_files
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_room_words"
down_revision = "0011_sent_files"
branch_labels = None
depends_on = None

# Numbers that were given stay as they are printed; the next ones bear the new word.
APART = """
UPDATE room SET short_name = substr(short_name, 1, 4) || id
WHERE EXISTS (
  SELECT 1 FROM room AS older WHERE older.short_name = room.short_name AND older.id < room.id
)
"""
CARRIED = "UPDATE request SET carried_over_at = ready_at WHERE short LIKE 'Q%'"


def upgrade() -> None:
    op.execute(APART)
    op.create_index(op.f("ix_room_short_name"), "room", ["short_name"], unique=True)
    op.add_column(
        "request", sa.Column("carried_over_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute(CARRIED)


def downgrade() -> None:
    op.drop_column("request", "carried_over_at")
    op.drop_index(op.f("ix_room_short_name"), "room")
