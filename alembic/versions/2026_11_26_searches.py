"""Searches for missing volumes: looks, sightings, loss reports, frozen slots, rebuilding.

Revision ID: 0007_searches
Revises: 0006_issued_paper
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_searches"
down_revision = "0006_issued_paper"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What a search holds on to: a volume that was missed keeps its label and its ordinal.
    op.create_index("uq_volume_itself", "volume", ["id", "label", "ordinal"], unique=True)
    _create_search()
    _create_search_look()
    _create_sighting()
    _create_loss_report()
    _create_frozen_slot()
    _create_rebuilding()
    _create_rebuild_source()
    _create_rebuilt_volume()


def _create_search() -> None:
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("noticed", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("term_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("early_reason", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('found', 'set_aside')) = (ended_at IS NOT NULL)",
            name=op.f("ck_search_ended_when_found"),
        ),
        sa.CheckConstraint(
            "noticed IN ('fetching', 'shelf', 'loan')", name=op.f("ck_search_noticed_is_known")
        ),
        sa.CheckConstraint(
            "state IN ('searching', 'lost', 'rebuilding', 'rebuilt', 'compared', 'found', 'set_aside')",
            name=op.f("ck_search_state_is_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('lost', 'rebuilding', 'rebuilt') OR confirmed_by IS NOT NULL",
            name=op.f("ck_search_a_loss_is_confirmed"),
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> reported_by",
            name=op.f("ck_search_another_confirms"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["member.id"], name=op.f("fk_search_confirmed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by"], ["member.id"], name=op.f("fk_search_reported_by_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_search_room_id_room")),
        sa.ForeignKeyConstraint(
            ["volume_id", "label", "ordinal"],
            ["volume.id", "volume.label", "volume.ordinal"],
            name="fk_search_volume_stays_itself",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
        sa.UniqueConstraint("ref", name=op.f("uq_search_ref")),
    )
    op.create_index(op.f("ix_search_room_id"), "search", ["room_id"], unique=False)
    op.create_index(
        "uq_search_one_open_per_volume",
        "search",
        ["volume_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _create_search_look() -> None:
    op.create_table(
        "search_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("looked_by", sa.Integer(), nullable=False),
        sa.Column("with_whom", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("with_whom <> ''", name=op.f("ck_search_look_two_look")),
        sa.ForeignKeyConstraint(
            ["looked_by"], ["member.id"], name=op.f("fk_search_look_looked_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_search_look_search_id_search")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_look")),
    )
    op.create_index(op.f("ix_search_look_search_id"), "search_look", ["search_id"], unique=False)


def _create_sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("found_by", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("compared_by", sa.Integer(), nullable=True),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refuted", sa.Boolean(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "decided_by IS NULL OR words <> ''", name=op.f("ck_sighting_decided_in_words")
        ),
        sa.CheckConstraint(
            "compared_by IS NULL OR compared_by <> found_by", name=op.f("ck_sighting_two_compare")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> found_by", name=op.f("ck_sighting_another_decides")
        ),
        sa.ForeignKeyConstraint(
            ["compared_by"], ["member.id"], name=op.f("fk_sighting_compared_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["member.id"], name=op.f("fk_sighting_decided_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["found_by"], ["member.id"], name=op.f("fk_sighting_found_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_sighting_search_id_search")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
    )
    op.create_index(op.f("ix_sighting_search_id"), "sighting", ["search_id"], unique=False)
    op.create_index(
        "uq_sighting_one_uncompared_per_search",
        "sighting",
        ["search_id"],
        unique=True,
        sqlite_where=sa.text("compared_at IS NULL"),
        postgresql_where=sa.text("compared_at IS NULL"),
    )


def _create_loss_report() -> None:
    op.create_table(
        "loss_report",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("addressee", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("addressee <> ''", name=op.f("ck_loss_report_says_to_whom")),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_loss_report_search_id_search")
        ),
        sa.PrimaryKeyConstraint("search_id", name=op.f("pk_loss_report")),
        sa.UniqueConstraint("number", name=op.f("uq_loss_report_number")),
    )


def _create_frozen_slot() -> None:
    op.create_table(
        "frozen_slot",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("with_whom", sa.String(length=40), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "checked_at IS NULL OR (checked_by IS NOT NULL AND with_whom <> '')",
            name=op.f("ck_frozen_slot_two_check"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["member.id"], name=op.f("fk_frozen_slot_checked_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_frozen_slot_search_id_search")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_frozen_slot_slot_id_slot")),
        sa.PrimaryKeyConstraint("search_id", "slot_id", name=op.f("pk_frozen_slot")),
    )
    op.create_index(
        "ix_frozen_slot_open",
        "frozen_slot",
        ["slot_id"],
        unique=False,
        sqlite_where=sa.text("checked_at IS NULL"),
        postgresql_where=sa.text("checked_at IS NULL"),
    )


def _create_rebuilding() -> None:
    op.create_table(
        "rebuilding",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("organ", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "document <> '' AND organ <> ''", name=op.f("ck_rebuilding_approved_on_paper")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_rebuilding_recorded_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_rebuilding_search_id_search")
        ),
        sa.PrimaryKeyConstraint("search_id", name=op.f("pk_rebuilding")),
    )


def _create_rebuild_source() -> None:
    op.create_table(
        "rebuild_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("letter", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(outcome = 'waiting') = (settled_by IS NULL)",
            name=op.f("ck_rebuild_source_settled_by_someone"),
        ),
        sa.CheckConstraint(
            "kind IN ('school', 'unit', 'duplicate', 'digital', 'other')",
            name=op.f("ck_rebuild_source_kind_is_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('waiting', 'received', 'partly', 'nothing')",
            name=op.f("ck_rebuild_source_outcome_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["member.id"], name=op.f("fk_rebuild_source_asked_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_rebuild_source_search_id_search")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_rebuild_source_settled_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rebuild_source")),
    )
    op.create_index(
        op.f("ix_rebuild_source_search_id"), "rebuild_source", ["search_id"], unique=False
    )


def _create_rebuilt_volume() -> None:
    op.create_table(
        "rebuilt_volume",
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=60), nullable=False),
        sa.Column("shelved_by", sa.Integer(), nullable=False),
        sa.Column("with_whom", sa.String(length=40), nullable=False),
        sa.Column("shelved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("basis <> ''", name=op.f("ck_rebuilt_volume_has_a_basis")),
        sa.CheckConstraint("with_whom <> ''", name=op.f("ck_rebuilt_volume_two_shelve")),
        sa.CheckConstraint("volume_id <> replaces", name=op.f("ck_rebuilt_volume_another_volume")),
        sa.ForeignKeyConstraint(
            ["replaces"], ["volume.id"], name=op.f("fk_rebuilt_volume_replaces_volume")
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["search.id"], name=op.f("fk_rebuilt_volume_search_id_search")
        ),
        sa.ForeignKeyConstraint(
            ["shelved_by"], ["member.id"], name=op.f("fk_rebuilt_volume_shelved_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_rebuilt_volume_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("volume_id", name=op.f("pk_rebuilt_volume")),
        sa.UniqueConstraint("replaces", name=op.f("uq_rebuilt_volume_replaces")),
        sa.UniqueConstraint("search_id", name=op.f("uq_rebuilt_volume_search_id")),
    )


def downgrade() -> None:
    for table in (
        "rebuilt_volume",
        "rebuild_source",
        "rebuilding",
        "frozen_slot",
        "loss_report",
        "sighting",
        "search_look",
        "search",
    ):
        op.drop_table(table)
    op.drop_index("uq_volume_itself", table_name="volume")
