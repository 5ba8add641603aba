"""What should be in a dossier, what came in, what was filed: gaps, submissions, materials.

Revision ID: 0015_collection
Revises: 0014_disclosure
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_collection"
down_revision = "0014_disclosure"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("organ", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("by_paper", sa.Boolean(), nullable=False),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("formed_from", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("handed_by", sa.String(length=40), nullable=False),
        sa.Column("counted_by", sa.Integer(), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pieces_counted", sa.Integer(), nullable=True),
        sa.Column("inspect_by", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('drafted', 'listed', 'counted_in', 'inspected', 'closed', 'withdrawn')",
            name=op.f("ck_submission_state_is_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('counted_in', 'inspected', 'closed') OR (counted_by IS NOT NULL AND counted_at IS NOT NULL)",
            name=op.f("ck_submission_counted_by_someone"),
        ),
        sa.CheckConstraint(
            "unit_id IS NOT NULL OR organ <> ''", name=op.f("ck_submission_from_somewhere")
        ),
        sa.CheckConstraint(
            "pieces_counted IS NULL OR pieces_counted >= 0",
            name=op.f("ck_submission_pieces_are_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["counted_by"], ["member.id"], name=op.f("fk_submission_counted_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["member.id"], name=op.f("fk_submission_drafted_by_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_submission_room_id_room")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_submission_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("label", name=op.f("uq_submission_label")),
        sa.UniqueConstraint("number", name=op.f("uq_submission_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_submission_ref")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "cadre_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("began", sa.String(length=10), nullable=False),
        sa.Column("grade", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=6), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('degree', 'appointment', 'pay_step', 'title', 'training', 'secondment', 'transfer', 'military', 'abroad', 'award', 'sanction', 'delegate', 'renamed', 'dates_changed', 'league_member', 'other_party', 'left_office', 'retired', 'resigned', 'died', 'not_assessed')",
            name=op.f("ck_cadre_fact_kind_is_known"),
        ),
        sa.CheckConstraint(
            "source IN ('roster', 'hand', 'lrm')", name=op.f("ck_cadre_fact_source_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["cadre_id"], ["cadre.id"], name=op.f("fk_cadre_fact_cadre_id_cadre")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_cadre_fact_recorded_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["member.id"], name=op.f("fk_cadre_fact_withdrawn_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre_fact")),
    )
    with op.batch_alter_table("cadre_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cadre_fact_cadre_id"), ["cadre_id"], unique=False)
        batch_op.create_index(
            "uq_cadre_fact_one_valid",
            ["cadre_id", "kind", "occasion"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=14), nullable=False),
        sa.Column("remark", sa.String(length=120), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_check", sa.Boolean(), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "form IN ('original', 'sealed_copy', 'certificate', 'explanation')",
            name=op.f("ck_piece_form_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('listed', 'missing', 'counted') OR decided_by IS NOT NULL",
            name=op.f("ck_piece_decided_by_someone"),
        ),
        sa.CheckConstraint(
            "state IN ('listed', 'missing', 'counted', 'passed', 'returned', 'not_for_filing', 'doubtful', 'filed', 'picked_up')",
            name=op.f("ck_piece_state_is_known"),
        ),
        sa.CheckConstraint(
            "checked_by IS NULL OR checked_by <> decided_by", name=op.f("ck_piece_another_checks")
        ),
        sa.CheckConstraint(
            "pages IS NULL OR pages >= 1", name=op.f("ck_piece_pages_count_from_one")
        ),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_piece_serial_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["member.id"], name=op.f("fk_piece_checked_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["member.id"], name=op.f("fk_piece_decided_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_piece_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_piece_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
        sa.UniqueConstraint("ref", name=op.f("uq_piece_ref")),
        sa.UniqueConstraint("submission_id", "serial", name=op.f("uq_piece_submission_id_serial")),
    )
    with op.batch_alter_table("piece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_piece_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_piece_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=True),
        sa.Column("class_code", sa.String(length=4), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("formed", sa.String(length=10), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.String(length=120), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=True),
        sa.Column("filed_by", sa.Integer(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "form IN ('original', 'sealed_copy', 'certificate', 'explanation')",
            name=op.f("ck_material_form_is_known"),
        ),
        sa.CheckConstraint(
            "state <> 'bound' OR volume_id IS NOT NULL",
            name=op.f("ck_material_bound_into_a_volume"),
        ),
        sa.CheckConstraint(
            "state IN ('loose', 'bound', 'taken_out', 'destroyed')",
            name=op.f("ck_material_state_is_known"),
        ),
        sa.CheckConstraint(
            "pages IS NULL OR pages >= 1", name=op.f("ck_material_pages_count_from_one")
        ),
        sa.CheckConstraint(
            "serial IS NULL OR serial >= 1", name=op.f("ck_material_serial_counts_from_one")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_material_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["filed_by"], ["member.id"], name=op.f("fk_material_filed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_material_piece_id_piece")
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_material_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("piece_id", name=op.f("uq_material_piece_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_material_ref")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_volume_id"), ["volume_id"], unique=False)
        batch_op.create_index(
            "uq_material_one_per_place",
            ["dossier_id", "class_code", "serial"],
            unique=True,
            sqlite_where=sa.text("serial IS NOT NULL AND state IN ('loose', 'bound')"),
            postgresql_where=sa.text("serial IS NOT NULL AND state IN ('loose', 'bound')"),
        )

    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_picture_place_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_picture_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name=op.f("fk_picture_piece_id_piece")),
        sa.ForeignKeyConstraint(["sent_by"], ["member.id"], name=op.f("fk_picture_sent_by_member")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_picture_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("file_id", name=op.f("uq_picture_file_id")),
        sa.UniqueConstraint("submission_id", "place", name=op.f("uq_picture_submission_id_place")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_piece_id"), ["piece_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_picture_submission_id"), ["submission_id"], unique=False
        )

    op.create_table(
        "gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.String(length=8), nullable=False),
        sa.Column("seen_by", sa.String(length=8), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=True),
        sa.Column("explanation", sa.String(length=200), nullable=False),
        sa.Column("explained_by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "owner IN ('unit', 'person', 'room', 'organ')", name=op.f("ck_gap_owner_is_known")
        ),
        sa.CheckConstraint(
            "seen_by IN ('contact', 'leader', 'organ')", name=op.f("ck_gap_seen_by_is_known")
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR material_id IS NOT NULL", name=op.f("ck_gap_closed_by_paper")
        ),
        sa.CheckConstraint(
            "state <> 'explained' OR explanation <> ''", name=op.f("ck_gap_explained_on_paper")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'closed', 'explained', 'dropped')",
            name=op.f("ck_gap_state_is_known"),
        ),
        sa.CheckConstraint(
            "explained_by IS NULL OR approved_by IS NULL OR explained_by <> approved_by",
            name=op.f("ck_gap_another_approves"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["member.id"], name=op.f("fk_gap_approved_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_gap_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["explained_by"], ["member.id"], name=op.f("fk_gap_explained_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_gap_material_id_material")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_gap_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint(
            "dossier_id", "kind", "occasion", name=op.f("uq_gap_dossier_id_kind_occasion")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_gap_ref")),
    )
    with op.batch_alter_table("gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_material_id"), ["material_id"], unique=False)
        batch_op.create_index("ix_gap_unit_state", ["unit_id", "state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("gap", schema=None) as batch_op:
        batch_op.drop_index("ix_gap_unit_state")
        batch_op.drop_index(batch_op.f("ix_gap_material_id"))
        batch_op.drop_index(batch_op.f("ix_gap_dossier_id"))

    op.drop_table("gap")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_submission_id"))
        batch_op.drop_index(batch_op.f("ix_picture_piece_id"))

    op.drop_table("picture")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_one_per_place",
            sqlite_where=sa.text("serial IS NOT NULL AND state IN ('loose', 'bound')"),
            postgresql_where=sa.text("serial IS NOT NULL AND state IN ('loose', 'bound')"),
        )
        batch_op.drop_index(batch_op.f("ix_material_volume_id"))
        batch_op.drop_index(batch_op.f("ix_material_dossier_id"))

    op.drop_table("material")
    with op.batch_alter_table("piece", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_piece_submission_id"))
        batch_op.drop_index(batch_op.f("ix_piece_dossier_id"))

    op.drop_table("piece")
    with op.batch_alter_table("cadre_fact", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cadre_fact_one_valid",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_cadre_fact_cadre_id"))

    op.drop_table("cadre_fact")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_unit_id"))
        batch_op.drop_index(batch_op.f("ix_submission_room_id"))

    op.drop_table("submission")
