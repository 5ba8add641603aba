"""What a gap may at best ask for, and more kinds of facts about a cadre.

Revision ID: 0019_gaps
Revises: 0018_inspection
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_gaps"
down_revision = "0018_inspection"
branch_labels = None
depends_on = None

_BEST = "ck_gap_best_is_known"
_KIND = "ck_cadre_fact_kind_is_known"
_BEFORE = (
    *("degree", "appointment", "pay_step", "title", "training", "secondment", "transfer"),
    *("military", "abroad", "award", "sanction", "delegate", "renamed", "dates_changed"),
    *("league_member", "other_party", "left_office", "retired", "resigned", "died"),
    "not_assessed",
)
_MORE = ("rank_step", "hired", "secretary", "talent", "residence", "party_change")


def upgrade() -> None:
    with op.batch_alter_table("gap") as gap:
        gap.add_column(
            sa.Column("best", sa.String(length=12), nullable=False, server_default="original")
        )
        gap.create_check_constraint(
            op.f(_BEST), "best IN ('original', 'sealed_copy', 'certificate', 'explanation')"
        )
    _kinds((*_BEFORE, *_MORE))


def downgrade() -> None:
    op.execute(f"DELETE FROM cadre_fact WHERE {_among(_MORE)}")  # noqa: S608 — our own words
    _kinds(_BEFORE)
    with op.batch_alter_table("gap") as gap:
        gap.drop_constraint(op.f(_BEST), type_="check")
        gap.drop_column("best")


def _kinds(kinds: tuple[str, ...]) -> None:
    with op.batch_alter_table("cadre_fact") as fact:
        fact.drop_constraint(op.f(_KIND), type_="check")
        fact.create_check_constraint(op.f(_KIND), _among(kinds))


def _among(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
