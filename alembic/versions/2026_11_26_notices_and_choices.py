"""Who was told of a reminder and when; how members want to be reminded; when reminders last ran.

Revision ID: 0005_notices
Revises: 0004_slot_labels
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_notices"
down_revision = "0004_slot_labels"
branch_labels = None
depends_on = None

WAITS = sa.text("state = 'waiting'")


def upgrade() -> None:
    _create_notice()
    _create_choice()
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )


def _create_notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("instead_of", sa.Integer(), nullable=True),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_for", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'not_needed', 'collapsed')",
            name=op.f("ck_notice_state_is_known"),
        ),
        sa.CheckConstraint(
            "held_for IN ('', 'quiet_hours', 'day_off', 'digest')",
            name=op.f("ck_notice_held_for_is_known"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (settled_at IS NULL)", name=op.f("ck_notice_outcome_has_a_time")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_notice_reminder_id_reminder")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["instead_of"], ["member.id"], name=op.f("fk_notice_instead_of_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "reminder_id", "member_id", name=op.f("uq_notice_reminder_id_member_id")
        ),
    )
    op.create_index(op.f("ix_notice_member_id"), "notice", ["member_id"], unique=False)
    op.create_index(
        "ix_notice_due",
        "notice",
        ["send_at"],
        unique=False,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def _create_choice() -> None:
    op.create_table(
        "reminder_choice",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=True),
        sa.Column("last_digest_on", sa.Date(), nullable=True),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("stand_in_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23",
            name=op.f("ck_reminder_choice_hours_of_a_day"),
        ),
        sa.CheckConstraint(
            "digest_hour IS NULL OR digest_hour BETWEEN 0 AND 23",
            name=op.f("ck_reminder_choice_digest_in_a_day"),
        ),
        sa.CheckConstraint(
            "(paused_until IS NULL) = (stand_in_id IS NULL)",
            name=op.f("ck_reminder_choice_someone_stands_in"),
        ),
        sa.CheckConstraint(
            "stand_in_id IS NULL OR stand_in_id <> member_id",
            name=op.f("ck_reminder_choice_someone_else"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_reminder_choice_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["member.id"], name=op.f("fk_reminder_choice_stand_in_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_reminder_choice")),
    )


def downgrade() -> None:
    op.drop_table("heartbeat")
    op.drop_table("reminder_choice")
    op.drop_index("ix_notice_due", table_name="notice")
    op.drop_index(op.f("ix_notice_member_id"), table_name="notice")
    op.drop_table("notice")
