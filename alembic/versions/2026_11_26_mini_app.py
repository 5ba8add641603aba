"""Our pages inside Telegram: launches that were used, links to a collection code.

Revision ID: 0013_mini_app
Revises: 0012_room_words
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_mini_app"
down_revision = "0012_room_words"
branch_labels = None
depends_on = None

_KNOWN = "ck_telegram_link_purpose_is_known"


def upgrade() -> None:
    op.create_table(
        "telegram_launch",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_telegram_launch")),
    )
    with op.batch_alter_table("telegram_link") as link:
        link.add_column(sa.Column("about", sa.String(length=24), nullable=False, server_default=""))
        link.drop_constraint(op.f(_KNOWN), type_="check")
        link.create_check_constraint(op.f(_KNOWN), "purpose IN ('bind', 'press', 'code')")


def downgrade() -> None:
    op.execute("DELETE FROM telegram_link WHERE purpose = 'code'")
    with op.batch_alter_table("telegram_link") as link:
        link.drop_constraint(op.f(_KNOWN), type_="check")
        link.create_check_constraint(op.f(_KNOWN), "purpose IN ('bind', 'press')")
        link.drop_column("about")
    op.drop_table("telegram_launch")
