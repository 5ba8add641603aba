"""Of which years the working days are known, and which days were counted without knowing.

Revision ID: 0010_known_years
Revises: 0009_telegram
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_known_years"
down_revision = "0009_telegram"
branch_labels = None
depends_on = None

OPEN = sa.text("settled_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "known_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["known_by"], ["member.id"], name=op.f("fk_known_year_known_by_member")
        ),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_known_year")),
    )
    _create_provisional()
    # What the library told of before is known; exceptional days of a year come all together.
    op.execute(
        "INSERT INTO known_year (year, source, document, known_at)"
        " SELECT DISTINCT CAST(substr(CAST(day AS VARCHAR(10)), 1, 4) AS INTEGER),"
        " 'chinesecalendar', '', CURRENT_TIMESTAMP FROM workday WHERE source = 'chinesecalendar'"
    )


def _create_provisional() -> None:
    op.create_table(
        "provisional",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("became", sa.Date(), nullable=True),
        sa.CheckConstraint("working_days >= 0", name=op.f("ck_provisional_counted_forward")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisional")),
        sa.UniqueConstraint(
            "subject", "subject_id", "day", name=op.f("uq_provisional_subject_subject_id_day")
        ),
    )
    op.create_index(
        "ix_provisional_open",
        "provisional",
        ["day"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_index("ix_provisional_open", table_name="provisional")
    op.drop_table("provisional")
    op.drop_table("known_year")
