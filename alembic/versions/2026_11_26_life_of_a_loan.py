"""Extensions, recalls, urging, a second look at the paper, and how a room gives its approvals.

Revision ID: 0004_life
Revises: 0004_register
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_life"
down_revision = "0004_register"
branch_labels = None
depends_on = None

# A column with its own check: the one form that both databases can add to a table with rows.
_CHECKED = (
    "ALTER TABLE approval ADD COLUMN seen_by INTEGER"
    " CONSTRAINT ck_approval_another_saw_it CHECK (seen_by IS NULL OR seen_by <> recorded_by)",
    "ALTER TABLE room ADD COLUMN approval VARCHAR(10) DEFAULT 'confirm' NOT NULL"
    " CONSTRAINT ck_room_approval_is_known"
    " CHECK (approval IN ('paper', 'confirm', 'electronic'))",
)
_AGREED = sa.text("verdict = 'agreed'")
_STILL_OPEN = sa.text("state IN ('asked', 'signed')")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _extension()
    _recall()
    _urging()
    _paper_seen()
    _approval_change()
    for statement in _CHECKED:
        op.execute(statement)
    op.add_column(
        "approval", sa.Column("extension", sa.Integer(), server_default="0", nullable=False)
    )
    _once("uq_approval_nobody_twice", "extension", "member_id")
    _once("uq_approval_one_per_step", "extension", "step")


def _once(name: str, *last: str) -> None:
    """An index over agreed approvals, in place of the one of that name."""
    op.drop_index(name, table_name="approval")
    op.create_index(
        name,
        "approval",
        ["request_id", "round", *last],
        unique=True,
        sqlite_where=_AGREED,
        postgresql_where=_AGREED,
    )


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'signed', 'granted', 'refused', 'withdrawn', 'lapsed')",
            name=op.f("ck_extension_state_is_known"),
        ),
        sa.CheckConstraint("days > 0", name=op.f("ck_extension_days_count")),
        sa.CheckConstraint(
            "state IN ('asked', 'signed') OR ended_at IS NOT NULL",
            name=op.f("ck_extension_ended_when_over"),
        ),
        *_named("extension", {"request_id": "request", "asked_by": "member"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("request_id", "nth", name=op.f("uq_extension_request_id_nth")),
    )
    op.create_index(
        "uq_extension_one_open",
        "extension",
        ["request_id"],
        unique=True,
        sqlite_where=_STILL_OPEN,
        postgresql_where=_STILL_OPEN,
    )


def _recall() -> None:
    op.create_table(
        "recall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recalled_by", sa.Integer(), nullable=False),
        sa.Column("recalled_at", _MOMENT, nullable=False),
        sa.CheckConstraint("due_on < due_before", name=op.f("ck_recall_brings_forward")),
        *_named("recall", {"custody_id": "custody", "recalled_by": "member"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
    )
    op.create_index(op.f("ix_recall_custody_id"), "recall", ["custody_id"], unique=False)


def _urging() -> None:
    op.create_table(
        "urging",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("urged_by", sa.Integer(), nullable=False),
        sa.Column("urged_at", _MOMENT, nullable=False),
        *_named("urging", {"request_id": "request", "urged_by": "member"}),
        sa.PrimaryKeyConstraint("request_id", "day", name=op.f("pk_urging")),
    )


def _paper_seen() -> None:
    op.create_table(
        "paper_seen",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        *_named("paper_seen", {"request_id": "request", "member_id": "member"}),
        sa.PrimaryKeyConstraint(
            *("request_id", "round", "extension", "step", "member_id"), name=op.f("pk_paper_seen")
        ),
    )


def _approval_change() -> None:
    op.create_table(
        "approval_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("approval", sa.String(length=10), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("agreed_by", sa.Integer(), nullable=True),
        sa.Column("agreed_at", _MOMENT, nullable=True),
        sa.Column("dropped_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "approval IN ('paper', 'confirm', 'electronic')",
            name=op.f("ck_approval_change_approval_is_known"),
        ),
        sa.CheckConstraint(
            "agreed_by IS NULL OR agreed_by <> asked_by",
            name=op.f("ck_approval_change_two_officers"),
        ),
        sa.CheckConstraint(
            "(agreed_by IS NULL) = (agreed_at IS NULL)",
            name=op.f("ck_approval_change_agreed_at_a_time"),
        ),
        *_named(
            "approval_change", {"room_id": "room", "asked_by": "member", "agreed_by": "member"}
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_change")),
    )
    op.create_index(
        op.f("ix_approval_change_room_id"), "approval_change", ["room_id"], unique=False
    )


def _named(table: str, keys: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}_{of}"))
        for key, of in keys.items()
    ]


def downgrade() -> None:
    _once("uq_approval_one_per_step", "step")
    _once("uq_approval_nobody_twice", "member_id")
    op.drop_column("approval", "extension")
    op.drop_column("approval", "seen_by")
    op.drop_column("room", "approval")
    for table in ("approval_change", "paper_seen", "urging", "recall", "extension"):
        op.drop_table(table)
