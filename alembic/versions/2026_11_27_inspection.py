"""What inspection and filing leave behind: reasons, seals, slips, changes of material, arrangement jobs.

Revision ID: 0018_inspection
Revises: 0017_keyfacts
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018_inspection"
down_revision = "0017_keyfacts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrangement_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('remade', 'box_replaced', 'a4')",
            name=op.f("ck_arrangement_job_kind_is_known"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)",
            name=op.f("ck_arrangement_job_ended_by_someone"),
        ),
        sa.CheckConstraint("planned >= 0", name=op.f("ck_arrangement_job_planned_is_a_count")),
        sa.ForeignKeyConstraint(
            ["begun_by"], ["member.id"], name=op.f("fk_arrangement_job_begun_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["member.id"], name=op.f("fk_arrangement_job_ended_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_arrangement_job_room_id_room")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement_job")),
        sa.UniqueConstraint("ref", name=op.f("uq_arrangement_job_ref")),
    )
    with op.batch_alter_table("arrangement_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrangement_job_room_id"), ["room_id"], unique=False)

    op.create_table(
        "return_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("picked_up_by", sa.String(length=40), nullable=False),
        sa.Column("picked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "picked_up_at IS NULL OR picked_up_by <> ''",
            name=op.f("ck_return_slip_picked_up_by_someone"),
        ),
        sa.ForeignKeyConstraint(
            ["handed_by"], ["member.id"], name=op.f("fk_return_slip_handed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["member.id"], name=op.f("fk_return_slip_made_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_return_slip_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_slip")),
        sa.UniqueConstraint("number", name=op.f("uq_return_slip_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_return_slip_ref")),
    )
    with op.batch_alter_table("return_slip", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_return_slip_submission_id"), ["submission_id"], unique=False
        )

    op.create_table(
        "arranged_volume",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("done_by", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("sheets >= 0", name=op.f("ck_arranged_volume_sheets_is_a_count")),
        sa.ForeignKeyConstraint(
            ["done_by"], ["member.id"], name=op.f("fk_arranged_volume_done_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["arrangement_job.id"],
            name=op.f("fk_arranged_volume_job_id_arrangement_job"),
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_arranged_volume_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("job_id", "volume_id", name=op.f("pk_arranged_volume")),
    )
    op.create_table(
        "doubt",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("sealed_by", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('passed', 'returned', 'kept')", name=op.f("ck_doubt_outcome_is_known")
        ),
        sa.CheckConstraint(
            "settled_at IS NULL OR (outcome IS NOT NULL AND document <> '')",
            name=op.f("ck_doubt_settled_by_a_decision"),
        ),
        sa.CheckConstraint(
            "settled_by IS NULL OR settled_by <> sealed_by", name=op.f("ck_doubt_another_settles")
        ),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name=op.f("fk_doubt_piece_id_piece")),
        sa.ForeignKeyConstraint(
            ["sealed_by"], ["member.id"], name=op.f("fk_doubt_sealed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_doubt_settled_by_member")
        ),
        sa.PrimaryKeyConstraint("piece_id", name=op.f("pk_doubt")),
        sa.UniqueConstraint("seal", name=op.f("uq_doubt_seal")),
    )
    op.create_table(
        "piece_reason",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("law", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("remedy", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_piece_reason_piece_id_piece")
        ),
        sa.PrimaryKeyConstraint("piece_id", "law", name=op.f("pk_piece_reason")),
    )
    op.create_table(
        "slip_piece",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_slip_piece_piece_id_piece")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["return_slip.id"], name=op.f("fk_slip_piece_slip_id_return_slip")
        ),
        sa.PrimaryKeyConstraint("piece_id", name=op.f("pk_slip_piece")),
    )
    with op.batch_alter_table("slip_piece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slip_piece_slip_id"), ["slip_id"], unique=False)

    op.create_table(
        "material_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("kept_at", sa.String(length=60), nullable=False),
        sa.Column("replacement", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'replaced') = (replacement IS NOT NULL)",
            name=op.f("ck_material_change_replaced_by_a_piece"),
        ),
        sa.CheckConstraint(
            "document <> '' AND reason <> ''", name=op.f("ck_material_change_by_approval")
        ),
        sa.CheckConstraint(
            "kind IN ('taken_out', 'replaced', 'put_back', 'destroyed')",
            name=op.f("ck_material_change_kind_is_known"),
        ),
        sa.CheckConstraint(
            "state <> 'done' OR confirmed_by IS NOT NULL",
            name=op.f("ck_material_change_done_by_two"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'done', 'dropped')", name=op.f("ck_material_change_state_is_known")
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> asked_by",
            name=op.f("ck_material_change_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["member.id"], name=op.f("fk_material_change_asked_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["member.id"], name=op.f("fk_material_change_confirmed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_material_change_material_id_material")
        ),
        sa.ForeignKeyConstraint(
            ["replacement"], ["piece.id"], name=op.f("fk_material_change_replacement_piece")
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_material_change_room_id_room")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_change")),
        sa.UniqueConstraint("number", name=op.f("uq_material_change_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_material_change_ref")),
    )
    with op.batch_alter_table("material_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_material_change_material_id"), ["material_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_material_change_room_id"), ["room_id"], unique=False)
        batch_op.create_index(
            "uq_material_change_one_asked",
            ["material_id"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ink", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sharpness", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_column("sharpness")
        batch_op.drop_column("ink")

    with op.batch_alter_table("material_change", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_change_one_asked",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.drop_index(batch_op.f("ix_material_change_room_id"))
        batch_op.drop_index(batch_op.f("ix_material_change_material_id"))

    op.drop_table("material_change")
    with op.batch_alter_table("slip_piece", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slip_piece_slip_id"))

    op.drop_table("slip_piece")
    op.drop_table("piece_reason")
    op.drop_table("doubt")
    op.drop_table("arranged_volume")
    with op.batch_alter_table("return_slip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_return_slip_submission_id"))

    op.drop_table("return_slip")
    with op.batch_alter_table("arrangement_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrangement_job_room_id"))

    op.drop_table("arrangement_job")
