"""Search terms of dossiers, counts by class from the catalogue, room for the word `female`.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel import Session

from core.holdings.terms import index_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_count",
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "pieces >= 0 AND (pages IS NULL OR pages >= 0)",
            name=op.f("ck_class_count_nothing_is_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_class_count_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("volume_id", "code", name=op.f("pk_class_count")),
    )
    op.create_table(
        "search_term",
        sa.Column("room_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "term",
            sa.String(length=72).with_variant(sa.String(72, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("dossier_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_search_term_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_search_term_room_id_room")),
        sa.PrimaryKeyConstraint("room_id", "term", "dossier_id", name=op.f("pk_search_term")),
        sqlite_with_rowid=False,
    )
    _gender(before=4, after=8)
    with Session(op.get_bind(), join_transaction_mode="create_savepoint") as session:
        index_all(session)
        session.commit()


def downgrade() -> None:
    _gender(before=8, after=4)
    op.drop_table("search_term")
    op.drop_table("class_count")


def _gender(before: int, after: int) -> None:
    """`female` has six letters, which PostgreSQL counts."""
    with op.batch_alter_table("cadre") as cadre:
        cadre.alter_column(
            "gender", existing_type=sa.String(length=before), type_=sa.String(length=after)
        )
