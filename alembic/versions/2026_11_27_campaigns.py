"""Campaigns in batches, who takes part, by whom, what they report, which problems there are.

Revision ID: 0016_campaigns
Revises: 0015_collection
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016_campaigns"
down_revision = "0015_collection"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("covers", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_by IS NOT NULL)",
            name=op.f("ck_campaign_closed_by_someone"),
        ),
        sa.CheckConstraint("document <> ''", name=op.f("ck_campaign_begun_on_paper")),
        sa.CheckConstraint(
            "state IN ('running', 'closed')", name=op.f("ck_campaign_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["begun_by"], ["member.id"], name=op.f("fk_campaign_begun_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["member.id"], name=op.f("fk_campaign_closed_by_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_campaign_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("ref", name=op.f("uq_campaign_ref")),
        sa.UniqueConstraint("room_id", "title", name=op.f("uq_campaign_room_id_title")),
    )
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_room_id"), ["room_id"], unique=False)
    op.create_table(
        "campaign_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.CheckConstraint("due_on >= starts_on", name=op.f("ck_campaign_batch_runs_forward")),
        sa.CheckConstraint("nth >= 1", name=op.f("ck_campaign_batch_nth_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_batch_campaign_id_campaign")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_batch")),
        sa.UniqueConstraint("campaign_id", "nth", name=op.f("uq_campaign_batch_campaign_id_nth")),
    )
    with op.batch_alter_table("campaign_batch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_batch_campaign_id"), ["campaign_id"], unique=False
        )
    op.create_table(
        "campaign_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (name = '')", name=op.f("ck_campaign_unit_named_once")
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["member.id"], name=op.f("fk_campaign_unit_added_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["campaign_batch.id"],
            name=op.f("fk_campaign_unit_batch_id_campaign_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_unit_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_campaign_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_unit")),
        sa.UniqueConstraint("ref", name=op.f("uq_campaign_unit_ref")),
    )
    with op.batch_alter_table("campaign_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_unit_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_campaign_unit_campaign_id"), ["campaign_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_campaign_unit_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_campaign_unit_once",
            ["campaign_id", "unit_id"],
            unique=True,
            sqlite_where=sa.text("unit_id IS NOT NULL"),
            postgresql_where=sa.text("unit_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_campaign_unit_outside_once",
            ["campaign_id", "name"],
            unique=True,
            sqlite_where=sa.text("unit_id IS NULL"),
            postgresql_where=sa.text("unit_id IS NULL"),
        )
    op.create_table(
        "campaign_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_unit_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=40), nullable=False),
        sa.Column("telephone", sa.String(length=30), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("document <> ''", name=op.f("ck_campaign_person_filed_on_paper")),
        sa.CheckConstraint(
            "part IN ('works', 'guides')", name=op.f("ck_campaign_person_part_is_known")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)",
            name=op.f("ck_campaign_person_ended_by_someone"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_unit_id"],
            ["campaign_unit.id"],
            name=op.f("fk_campaign_person_campaign_unit_id_campaign_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["member.id"], name=op.f("fk_campaign_person_ended_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["filed_by"], ["member.id"], name=op.f("fk_campaign_person_filed_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_person")),
    )
    with op.batch_alter_table("campaign_person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_person_campaign_unit_id"), ["campaign_unit_id"], unique=False
        )
    op.create_table(
        "campaign_problem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("campaign_unit_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'settled') = (settled_by IS NOT NULL)",
            name=op.f("ck_campaign_problem_settled_by_someone"),
        ),
        sa.CheckConstraint(
            "kind IN ('plain', 'long', 'common')", name=op.f("ck_campaign_problem_kind_is_known")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'followed', 'settled')",
            name=op.f("ck_campaign_problem_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_problem_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_unit_id"],
            ["campaign_unit.id"],
            name=op.f("fk_campaign_problem_campaign_unit_id_campaign_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["member.id"], name=op.f("fk_campaign_problem_opened_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_campaign_problem_settled_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_problem")),
        sa.UniqueConstraint("ref", name=op.f("uq_campaign_problem_ref")),
    )
    with op.batch_alter_table("campaign_problem", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_problem_campaign_id"), ["campaign_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_campaign_problem_campaign_unit_id"), ["campaign_unit_id"], unique=False
        )
    op.create_table(
        "campaign_reported",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_unit_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=80), nullable=False),
        sa.Column("dossiers", sa.Integer(), nullable=False),
        sa.Column("owed", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("explained", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "closed + explained + overdue <= owed AND overdue >= 0",
            name=op.f("ck_campaign_reported_no_more_than_owed"),
        ),
        sa.CheckConstraint(
            "dossiers >= 0 AND closed >= 0 AND explained >= 0",
            name=op.f("ck_campaign_reported_counts_are_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_unit_id"],
            ["campaign_unit.id"],
            name=op.f("fk_campaign_reported_campaign_unit_id_campaign_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["reported_by"], ["member.id"], name=op.f("fk_campaign_reported_reported_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_reported")),
    )
    with op.batch_alter_table("campaign_reported", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_reported_campaign_unit_id"), ["campaign_unit_id"], unique=False
        )
        batch_op.create_index(
            "uq_campaign_reported_current",
            ["campaign_unit_id", "line"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )
    op.create_table(
        "campaign_problem_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("problem_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=6), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step IN ('follow', 'settle', 'reopen')",
            name=op.f("ck_campaign_problem_note_step_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["by"], ["member.id"], name=op.f("fk_campaign_problem_note_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["campaign_problem.id"],
            name=op.f("fk_campaign_problem_note_problem_id_campaign_problem"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_problem_note")),
    )
    with op.batch_alter_table("campaign_problem_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_problem_note_problem_id"), ["problem_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("campaign_problem_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_problem_note_problem_id"))
    op.drop_table("campaign_problem_note")
    with op.batch_alter_table("campaign_reported", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_campaign_reported_current",
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_campaign_reported_campaign_unit_id"))
    op.drop_table("campaign_reported")
    with op.batch_alter_table("campaign_problem", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_problem_campaign_unit_id"))
        batch_op.drop_index(batch_op.f("ix_campaign_problem_campaign_id"))
    op.drop_table("campaign_problem")
    with op.batch_alter_table("campaign_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_person_campaign_unit_id"))
    op.drop_table("campaign_person")
    with op.batch_alter_table("campaign_unit", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_campaign_unit_outside_once",
            sqlite_where=sa.text("unit_id IS NULL"),
            postgresql_where=sa.text("unit_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_campaign_unit_once",
            sqlite_where=sa.text("unit_id IS NOT NULL"),
            postgresql_where=sa.text("unit_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_campaign_unit_unit_id"))
        batch_op.drop_index(batch_op.f("ix_campaign_unit_campaign_id"))
        batch_op.drop_index(batch_op.f("ix_campaign_unit_batch_id"))
    op.drop_table("campaign_unit")
    with op.batch_alter_table("campaign_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_batch_campaign_id"))
    op.drop_table("campaign_batch")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_room_id"))
    op.drop_table("campaign")
