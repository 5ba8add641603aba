"""Telegram: where else a member is reached; what arrived, what was sent, who polls.

Revision ID: 0009_telegram
Revises: 0004_modes
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_telegram"
down_revision = "0004_modes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "telegram_card",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "about", name=op.f("pk_telegram_card")),
    )
    op.create_table(
        "telegram_holder",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_good_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_telegram_holder")),
    )
    op.create_table(
        "telegram_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'held', 'done', 'failed')",
            name=op.f("ck_telegram_update_state_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telegram_update")),
        sa.UniqueConstraint("bot_id", "digest", name=op.f("uq_telegram_update_bot_id_digest")),
    )
    op.create_index(
        "ix_telegram_update_open",
        "telegram_update",
        ["chat_id", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'held')"),
        postgresql_where=sa.text("state IN ('waiting', 'held')"),
    )

    op.create_table(
        "reach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_reach_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach")),
    )
    op.create_index(op.f("ix_reach_member_id"), "reach", ["member_id"])
    for name, column in (("per_member", "member_id"), ("member", "address")):
        op.create_index(
            f"uq_reach_one_{name}",
            "reach",
            ["channel", column],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )
    op.create_table(
        "telegram_send",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('trying', 'sent', 'unknown')", name=op.f("ck_telegram_send_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_telegram_send_outbox_id_outbox")
        ),
        sa.PrimaryKeyConstraint("outbox_id", name=op.f("pk_telegram_send")),
    )
    op.create_table(
        "telegram_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=6), nullable=False),
        sa.Column("address", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("press", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('bind', 'press')", name=op.f("ck_telegram_link_purpose_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_telegram_link_member_id_member")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_telegram_link")),
    )


def downgrade() -> None:
    for table in ("link", "send", "update", "holder", "card"):
        op.drop_table(f"telegram_{table}")
    op.drop_table("reach")
