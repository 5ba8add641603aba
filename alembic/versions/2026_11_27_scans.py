"""Images of dossiers, what does not agree with the catalogue, who switched it on.

Revision ID: 0020_scans
Revises: 0019_gaps
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_scans"
down_revision = "0019_gaps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scan_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(agreed_by IS NULL) = (agreed_at IS NULL)",
            name=op.f("ck_scan_decision_agreed_at_a_time"),
        ),
        sa.CheckConstraint(
            "agreed_by IS NULL OR agreed_by <> asked_by", name=op.f("ck_scan_decision_two_officers")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by"], ["member.id"], name=op.f("fk_scan_decision_agreed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["member.id"], name=op.f("fk_scan_decision_asked_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_decision")),
    )
    op.create_table(
        "scan_mismatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("image_set", sa.String(length=9), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("pages", sa.String(length=200), nullable=False),
        sa.Column("first_found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=19), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(settled_by IS NULL) = (outcome = '')",
            name=op.f("ck_scan_mismatch_settled_by_someone"),
        ),
        sa.CheckConstraint(
            "code IN ('not_scanned', 'not_in_catalogue', 'taken_out', 'moved', 'pages_unknown', 'pages_missing', 'pages_beyond', 'same_content', 'sets_differ', 'low_resolution', 'not_colour')",
            name=op.f("ck_scan_mismatch_code_is_known"),
        ),
        sa.CheckConstraint(
            "outcome <> 'as_it_is' OR note <> ''",
            name=op.f("ck_scan_mismatch_as_it_is_is_explained"),
        ),
        sa.CheckConstraint(
            "outcome IN ('', 'rescanned', 'catalogue_corrected', 'as_it_is')",
            name=op.f("ck_scan_mismatch_outcome_is_known"),
        ),
        sa.CheckConstraint(
            "(settled_by IS NULL) = (settled_at IS NULL)",
            name=op.f("ck_scan_mismatch_settled_at_a_time"),
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_scan_mismatch_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_scan_mismatch_settled_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_mismatch")),
        sa.UniqueConstraint(
            "dossier_id",
            "code",
            "image_set",
            "class_code",
            "serial",
            name=op.f("uq_scan_mismatch_dossier_id_code_image_set_class_code_serial"),
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_scan_mismatch_ref")),
    )
    with op.batch_alter_table("scan_mismatch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scan_mismatch_dossier_id"), ["dossier_id"], unique=False
        )

    op.create_table(
        "scan_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=True),
        sa.Column("image_set", sa.String(length=9), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=False),
        sa.Column("colour", sa.Boolean(), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "image_set IN ('original', 'optimised')", name=op.f("ck_scan_image_image_set_is_known")
        ),
        sa.CheckConstraint("page >= 1", name=op.f("ck_scan_image_page_counts_from_one")),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_scan_image_serial_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_scan_image_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_scan_image_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["member.id"], name=op.f("fk_scan_image_imported_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_scan_image_material_id_material")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_image")),
        sa.UniqueConstraint("file_id", name=op.f("uq_scan_image_file_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_scan_image_ref")),
    )
    with op.batch_alter_table("scan_image", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scan_image_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_scan_image_material_id"), ["material_id"], unique=False
        )
        batch_op.create_index(
            "uq_scan_image_one_per_page",
            ["dossier_id", "image_set", "class_code", "serial", "page"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("scan_image", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_scan_image_one_per_page",
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_scan_image_material_id"))
        batch_op.drop_index(batch_op.f("ix_scan_image_dossier_id"))

    op.drop_table("scan_image")
    with op.batch_alter_table("scan_mismatch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scan_mismatch_dossier_id"))

    op.drop_table("scan_mismatch")
    op.drop_table("scan_decision")
