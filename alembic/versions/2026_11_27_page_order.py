"""What a scanned page says of itself, and three more ways in which images and catalogue differ.

Revision ID: 0024_page_order
Revises: 0023_gap_cards
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024_page_order"
down_revision = "0023_gap_cards"
branch_labels = None
depends_on = None

_KNOWN = "ck_scan_mismatch_code_is_known"
_BEFORE = (
    *("not_scanned", "not_in_catalogue", "taken_out", "moved", "pages_unknown"),
    *("pages_missing", "pages_beyond", "same_content", "sets_differ"),
    *("low_resolution", "not_colour"),
)
_MORE = ("out_of_order", "same_elsewhere", "same_in_another")


def upgrade() -> None:
    with op.batch_alter_table("scan_image") as table:
        table.add_column(
            sa.Column("said_at", sa.String(length=19), nullable=False, server_default="")
        )
        table.add_column(sa.Column("said_page", sa.Integer(), nullable=True))
    with op.batch_alter_table("scan_image") as table:
        table.alter_column("said_at", server_default=None)
    _let_codes_be((*_BEFORE, *_MORE))


def downgrade() -> None:
    listed = ", ".join(f"'{it}'" for it in _MORE)
    op.execute(f"DELETE FROM scan_mismatch WHERE code IN ({listed})")  # noqa: S608 — of literals
    _let_codes_be(_BEFORE)
    with op.batch_alter_table("scan_image") as table:
        table.drop_column("said_page")
        table.drop_column("said_at")


def _let_codes_be(codes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{code}'" for code in codes)
    with op.batch_alter_table("scan_mismatch") as table:
        table.drop_constraint(op.f(_KNOWN), type_="check")
        table.create_check_constraint(op.f(_KNOWN), f"code IN ({listed})")
