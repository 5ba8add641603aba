"""Key facts as papers show them, where they differ, what was decided, what the system must take over.

Revision ID: 0017_keyfacts
Revises: 0016_campaigns
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_keyfacts"
down_revision = "0016_campaigns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "update_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("exported_by", sa.Integer(), nullable=False),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt", sa.String(length=60), nullable=False),
        sa.Column("acknowledged_by", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "acknowledged_at IS NULL OR receipt <> ''",
            name=op.f("ck_update_list_acknowledged_on_paper"),
        ),
        sa.CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)",
            name=op.f("ck_update_list_acknowledged_by_someone"),
        ),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["member.id"], name=op.f("fk_update_list_acknowledged_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["exported_by"], ["member.id"], name=op.f("fk_update_list_exported_by_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_update_list_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update_list")),
        sa.UniqueConstraint("ref", name=op.f("uq_update_list_ref")),
        sa.UniqueConstraint("room_id", "year", "nth", name=op.f("uq_update_list_room_id_year_nth")),
    )
    with op.batch_alter_table("update_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_update_list_room_id"), ["room_id"], unique=False)
    op.create_table(
        "difference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.String(length=10), nullable=False),
        sa.Column("roster_value", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("doubted_by", sa.Integer(), nullable=True),
        sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("organ", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fact IN ('born', 'began_work', 'joined_party', 'education', 'experience', 'cadre_status')",
            name=op.f("ck_difference_fact_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('differing', 'doubtful', 'settled', 'suspected', 'corrected')",
            name=op.f("ck_difference_state_is_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('settled', 'suspected') OR (decided_by IS NOT NULL AND confirmed_by IS NOT NULL AND decided_by <> confirmed_by AND organ <> '' AND document <> '' AND dated IS NOT NULL)",
            name=op.f("ck_difference_decided_by_two_on_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["member.id"], name=op.f("fk_difference_confirmed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["member.id"], name=op.f("fk_difference_decided_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_difference_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["doubted_by"], ["member.id"], name=op.f("fk_difference_doubted_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference")),
        sa.UniqueConstraint("ref", name=op.f("uq_difference_ref")),
    )
    with op.batch_alter_table("difference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_difference_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(
            "uq_difference_one_open",
            ["dossier_id", "fact", "detail"],
            unique=True,
            sqlite_where=sa.text("state IN ('differing', 'doubtful', 'suspected')"),
            postgresql_where=sa.text("state IN ('differing', 'doubtful', 'suspected')"),
        )
    op.create_table(
        "difference_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("difference_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=11), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "cause IN ('calendar', 'nominal_age', 'slip', 'misstated', 'tampered')",
            name=op.f("ck_difference_finding_cause_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["by"], ["member.id"], name=op.f("fk_difference_finding_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["difference_id"],
            ["difference.id"],
            name=op.f("fk_difference_finding_difference_id_difference"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference_finding")),
    )
    with op.batch_alter_table("difference_finding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_difference_finding_difference_id"), ["difference_id"], unique=False
        )
    op.create_table(
        "fact_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("difference_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=7), nullable=False),
        sa.Column("organ", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("compared_by", sa.Integer(), nullable=True),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "organ <> '' AND document <> ''", name=op.f("ck_fact_decision_on_paper")
        ),
        sa.CheckConstraint(
            "step <> 'settle' OR value <> ''", name=op.f("ck_fact_decision_settled_on_a_value")
        ),
        sa.CheckConstraint("step IN ('settle', 'suspect')", name=op.f("ck_fact_decision_decides")),
        sa.CheckConstraint(
            "(compared_by IS NULL) = (agrees IS NULL)",
            name=op.f("ck_fact_decision_compared_with_a_result"),
        ),
        sa.CheckConstraint(
            "compared_by IS NULL OR compared_by <> entered_by",
            name=op.f("ck_fact_decision_another_compares"),
        ),
        sa.ForeignKeyConstraint(
            ["compared_by"], ["member.id"], name=op.f("fk_fact_decision_compared_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["difference_id"],
            ["difference.id"],
            name=op.f("fk_fact_decision_difference_id_difference"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["member.id"], name=op.f("fk_fact_decision_entered_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_decision")),
    )
    with op.batch_alter_table("fact_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fact_decision_difference_id"), ["difference_id"], unique=False
        )
        batch_op.create_index(
            "uq_fact_decision_one_waits",
            ["difference_id"],
            unique=True,
            sqlite_where=sa.text("compared_by IS NULL"),
            postgresql_where=sa.text("compared_by IS NULL"),
        )
    op.create_table(
        "system_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("difference_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.String(length=10), nullable=False),
        sa.Column("before", sa.String(length=80), nullable=False),
        sa.Column("after", sa.String(length=80), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "fact IN ('born', 'began_work', 'joined_party', 'education', 'experience', 'cadre_status')",
            name=op.f("ck_system_update_fact_is_known"),
        ),
        sa.CheckConstraint(
            "state <> 'taken' OR list_id IS NOT NULL",
            name=op.f("ck_system_update_taken_with_a_list"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'taken')", name=op.f("ck_system_update_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["difference_id"],
            ["difference.id"],
            name=op.f("fk_system_update_difference_id_difference"),
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_system_update_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["update_list.id"], name=op.f("fk_system_update_list_id_update_list")
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_system_update_room_id_room")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system_update")),
        sa.UniqueConstraint("difference_id", name=op.f("uq_system_update_difference_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_system_update_ref")),
    )
    with op.batch_alter_table("system_update", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_system_update_dossier_id"), ["dossier_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_system_update_list_id"), ["list_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_system_update_room_id"), ["room_id"], unique=False)
    op.create_table(
        "shown_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=True),
        sa.Column("material_id", sa.Integer(), nullable=True),
        sa.Column("fact", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("formed", sa.String(length=10), nullable=False),
        sa.Column("evidence", sa.String(length=160), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("evidence <> ''", name=op.f("ck_shown_fact_has_its_evidence")),
        sa.CheckConstraint(
            "fact IN ('born', 'began_work', 'joined_party', 'education', 'experience', 'cadre_status')",
            name=op.f("ck_shown_fact_fact_is_known"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_shown_fact_withdrawn_by_someone"),
        ),
        sa.CheckConstraint(
            "piece_id IS NOT NULL OR material_id IS NOT NULL",
            name=op.f("ck_shown_fact_shown_by_a_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_shown_fact_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_shown_fact_material_id_material")
        ),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_shown_fact_piece_id_piece")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_shown_fact_recorded_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["member.id"], name=op.f("fk_shown_fact_withdrawn_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_fact")),
        sa.UniqueConstraint("ref", name=op.f("uq_shown_fact_ref")),
    )
    with op.batch_alter_table("shown_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shown_fact_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_shown_fact_material_id"), ["material_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_shown_fact_piece_id"), ["piece_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("shown_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shown_fact_piece_id"))
        batch_op.drop_index(batch_op.f("ix_shown_fact_material_id"))
        batch_op.drop_index(batch_op.f("ix_shown_fact_dossier_id"))
    op.drop_table("shown_fact")
    with op.batch_alter_table("system_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_system_update_room_id"))
        batch_op.drop_index(batch_op.f("ix_system_update_list_id"))
        batch_op.drop_index(batch_op.f("ix_system_update_dossier_id"))
    op.drop_table("system_update")
    with op.batch_alter_table("fact_decision", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_fact_decision_one_waits",
            sqlite_where=sa.text("compared_by IS NULL"),
            postgresql_where=sa.text("compared_by IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_fact_decision_difference_id"))
    op.drop_table("fact_decision")
    with op.batch_alter_table("difference_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_difference_finding_difference_id"))
    op.drop_table("difference_finding")
    with op.batch_alter_table("difference", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_difference_one_open",
            sqlite_where=sa.text("state IN ('differing', 'doubtful', 'suspected')"),
            postgresql_where=sa.text("state IN ('differing', 'doubtful', 'suspected')"),
        )
        batch_op.drop_index(batch_op.f("ix_difference_dossier_id"))
    op.drop_table("difference")
    with op.batch_alter_table("update_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_update_list_room_id"))
    op.drop_table("update_list")
