"""Lists: a line may be refused by itself, and says by whom, when and why.

Revision ID: 0004_lists
Revises: 0004_emergency_kit
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_lists"
down_revision = "0004_emergency_kit"
branch_labels = None
depends_on = None

_BEFORE = [
    "waiting",
    "reading",
    "paused",
    "lent",
    "returned",
    "checked",
    "searching",
    "found",
    "lost",
    "dropped",
]
_KNOWN = "ck_line_state_is_known"
_SAYS_WHY = "ck_line_refusal_says_who_and_why"
_BY = "fk_line_refused_by_member"


def upgrade() -> None:
    with op.batch_alter_table("line") as line:
        line.add_column(sa.Column("refused_by", sa.Integer(), nullable=True))
        line.add_column(sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True))
        line.add_column(
            sa.Column("reason", sa.String(length=300), server_default="", nullable=False)
        )
        line.drop_constraint(op.f(_KNOWN), type_="check")
        line.create_check_constraint(op.f(_KNOWN), _one_of([*_BEFORE, "refused"]))
        line.create_check_constraint(
            op.f(_SAYS_WHY), "state <> 'refused' OR (refused_by IS NOT NULL AND reason <> '')"
        )
        line.create_foreign_key(op.f(_BY), "member", ["refused_by"], ["id"])


def downgrade() -> None:
    op.execute("UPDATE line SET state = 'dropped' WHERE state = 'refused'")
    with op.batch_alter_table("line") as line:
        line.drop_constraint(op.f(_SAYS_WHY), type_="check")
        line.drop_constraint(op.f(_KNOWN), type_="check")
        line.create_check_constraint(op.f(_KNOWN), _one_of(_BEFORE))
        line.drop_constraint(op.f(_BY), type_="foreignkey")
        for name in ("reason", "refused_at", "refused_by"):
            line.drop_column(name)


def _one_of(states: list[str]) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"
