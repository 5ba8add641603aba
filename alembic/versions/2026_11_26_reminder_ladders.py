"""A reminder is a slot of any subject, day and rung; what became of it is kept.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATES = ("waiting", "held", "sent", "not_needed", "collapsed", "moved", "nobody")
WAITS = sa.text("state = 'waiting'")


def upgrade() -> None:
    """The table is made anew from its rows; nothing refers to a reminder by its id."""
    op.execute(
        "CREATE TABLE reminder_kept AS SELECT r.custody_id, c.due_on, r.rung, r.due_at, r.state,"
        " CASE WHEN r.state = 'waiting' THEN NULL ELSE COALESCE(r.sent_at, r.due_at) END AS settled_at"
        " FROM reminder r JOIN custody c ON c.id = r.custody_id WHERE c.due_on IS NOT NULL"
    )
    op.drop_index("ix_reminder_due", table_name="reminder")
    op.drop_table("reminder")
    _create()
    op.execute(
        "INSERT INTO reminder (subject, subject_id, due_on, rung, due_at, state, settled_at)"
        " SELECT 'loan', custody_id, due_on, rung, due_at, state, settled_at FROM reminder_kept"
    )
    op.drop_table("reminder_kept")


def _create() -> None:
    listed = ", ".join(f"'{state}'" for state in STATES)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rung", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"state IN ({listed})", name=op.f("ck_reminder_state_is_known")),
        sa.CheckConstraint(
            "(state = 'waiting') = (settled_at IS NULL)",
            name=op.f("ck_reminder_outcome_has_a_time"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "subject",
            "subject_id",
            "due_on",
            "rung",
            name=op.f("uq_reminder_subject_subject_id_due_on_rung"),
        ),
    )
    op.create_index(
        "ix_reminder_due",
        "reminder",
        ["due_at"],
        unique=False,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    """What only the new table can say is told as not needed; one row per custody and rung stays."""
    op.execute(
        "CREATE TABLE reminder_kept AS SELECT subject_id AS custody_id, rung, MAX(due_at) AS due_at,"
        " MAX(CASE WHEN state IN ('waiting', 'sent') THEN state ELSE 'not_needed' END) AS state,"
        " MAX(settled_at) AS sent_at FROM reminder WHERE subject = 'loan' GROUP BY subject_id, rung"
    )
    op.drop_index("ix_reminder_due", table_name="reminder")
    op.drop_table("reminder")
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'not_needed')", name=op.f("ck_reminder_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["custody_id"], ["custody.id"], name=op.f("fk_reminder_custody_id_custody")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("custody_id", "rung", name=op.f("uq_reminder_custody_id_rung")),
    )
    op.create_index(
        "ix_reminder_due",
        "reminder",
        ["due_at"],
        unique=False,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.execute(
        "INSERT INTO reminder (custody_id, rung, due_at, state, sent_at)"
        " SELECT custody_id, rung, due_at, state, sent_at FROM reminder_kept"
    )
    op.drop_table("reminder_kept")
