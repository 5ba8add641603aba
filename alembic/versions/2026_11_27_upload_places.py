"""Places that files hold behind an upload link.

Revision ID: 0028_upload_places
Revises: 0027_referrals
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028_upload_places"
down_revision = "0027_referrals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload_place",
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link"], ["upload_link.token_hash"], name=op.f("fk_upload_place_link_upload_link")
        ),
        sa.PrimaryKeyConstraint("link", "key", name=op.f("pk_upload_place")),
    )


def downgrade() -> None:
    op.drop_table("upload_place")
