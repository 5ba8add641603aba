"""Links from the chat to an upload page.

Revision ID: 0021_upload_links
Revises: 0020_scans
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021_upload_links"
down_revision = "0020_scans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=24), nullable=False),
        sa.Column("files_left", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "files_left >= 0", name=op.f("ck_upload_link_files_left_not_below_none")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_upload_link_member_id_member")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_upload_link")),
    )
    op.create_index(op.f("ix_upload_link_member_id"), "upload_link", ["member_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_upload_link_member_id"), table_name="upload_link")
    op.drop_table("upload_link")
