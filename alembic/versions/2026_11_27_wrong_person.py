"""Whom a picture's file name names, and how alike pictures are.

Revision ID: 0022_wrong_person
Revises: 0021_upload_links
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022_wrong_person"
down_revision = "0021_upload_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("picture") as table:
        table.add_column(sa.Column("likeness", sa.LargeBinary(), nullable=True))
    op.create_table(
        "picture_names",
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_picture_names_picture_id_picture")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_picture_names_dossier_id_dossier")
        ),
        sa.PrimaryKeyConstraint("picture_id", "dossier_id", name=op.f("pk_picture_names")),
    )
    op.create_index(op.f("ix_picture_names_dossier_id"), "picture_names", ["dossier_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_picture_names_dossier_id"), table_name="picture_names")
    op.drop_table("picture_names")
    with op.batch_alter_table("picture") as table:
        table.drop_column("likeness")
