"""Where a session was opened.

Revision ID: 0029_opened_in
Revises: 0028_upload_places
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029_opened_in"
down_revision = "0028_upload_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_in") as batch:
        batch.add_column(
            sa.Column("opened_in", sa.String(length=20), nullable=False, server_default="")
        )
    with op.batch_alter_table("sign_in") as batch:
        batch.alter_column("opened_in", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("sign_in") as batch:
        batch.drop_column("opened_in")
