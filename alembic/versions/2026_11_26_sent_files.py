"""Files sent to a chat: parts of an album wait for each other, and none is answered twice.

Revision ID: 0011_sent_files
Revises: 0010_who_acted
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_sent_files"
down_revision = "0010_who_acted"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sent_file",
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sent_file_member_id_member")
        ),
        sa.PrimaryKeyConstraint("channel", "member_id", "mark", name=op.f("pk_sent_file")),
    )
    op.add_column(
        "telegram_update",
        sa.Column("album", sa.String(length=40), nullable=False, server_default=""),
    )
    op.add_column(
        "telegram_update", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("telegram_update", "not_before")
    op.drop_column("telegram_update", "album")
    op.drop_table("sent_file")
