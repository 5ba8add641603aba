"""Holds, bars, and what the whole law of lending asks about a request.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A column with its own check: the one form that both databases can add to a table with rows.
_CHECKED = (
    "ALTER TABLE request ADD COLUMN source VARCHAR(10) DEFAULT 'unit' NOT NULL"
    " CONSTRAINT ck_request_source_is_known"
    " CHECK (source IN ('unit', 'section', 'organ', 'walk_in'))",
    "ALTER TABLE request ADD COLUMN days_asked INTEGER DEFAULT 0 NOT NULL"
    " CONSTRAINT ck_request_days_asked_counts CHECK (days_asked >= 0)",
)
_WORDS = (("sub_purpose", 40), ("approval_document", 80), ("copies_named", 200))


def upgrade() -> None:
    _create_hold()
    _create_barred()
    for statement in _CHECKED:
        op.execute(statement)
    for name, length in _WORDS:
        column = sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        op.add_column("request", column)
    for name in ("party_certified", "avoidance_signed"):
        column = sa.Column(name, sa.Boolean(), server_default=sa.true(), nullable=False)
        op.add_column("sighted_form", column)
    op.add_column(
        "custody", sa.Column("extensions", sa.Integer(), server_default="0", nullable=False)
    )


def _create_hold() -> None:
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("organ", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("placed_by", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("lift_document", sa.String(length=60), nullable=False),
        sa.Column("lift_asked_by", sa.Integer(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_hold_runs_forward")),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> placed_by", name=op.f("ck_hold_placed_by_two")
        ),
        sa.CheckConstraint(
            "lifted_by IS NULL OR lifted_by <> lift_asked_by", name=op.f("ck_hold_lifted_by_two")
        ),
        sa.CheckConstraint(
            "lifted_at IS NULL OR lift_document <> ''", name=op.f("ck_hold_lifted_as_asked")
        ),
        *_named("hold", {"dossier_id": "dossier"}),
        *_named(
            "hold",
            dict.fromkeys(("placed_by", "confirmed_by", "lift_asked_by", "lifted_by"), "member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_dossier_id"), "hold", ["dossier_id"], unique=False)


def _create_barred() -> None:
    op.create_table(
        "barred",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("(member_id IS NULL) <> (name = '')", name=op.f("ck_barred_names_one")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_barred_runs_forward")),
        *_named("barred", {"member_id": "member", "dossier_id": "dossier", "entered_by": "member"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barred")),
    )
    op.create_index("ix_barred_member", "barred", ["member_id", "dossier_id"], unique=False)
    op.create_index("ix_barred_name", "barred", ["name", "dossier_id"], unique=False)


def _named(table: str, keys: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}_{of}"))
        for key, of in keys.items()
    ]


def downgrade() -> None:
    op.drop_column("custody", "extensions")
    for name in ("avoidance_signed", "party_certified"):
        op.drop_column("sighted_form", name)
    for name in ("copies_named", "approval_document", "sub_purpose", "days_asked", "source"):
        op.drop_column("request", name)
    op.drop_table("barred")
    op.drop_table("hold")
