"""Counts before and after, sealed packages, numbered sheets, certificates, swapped readers.

Revision ID: 0004_modes
Revises: 0008_bars
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_modes"
down_revision = "0008_bars"
branch_labels = None
depends_on = None

_STATES = (
    *("waiting", "reading", "paused", "lent", "returned", "checked"),
    *("searching", "found", "lost", "dropped", "refused"),
)


def upgrade() -> None:
    _create_volume_count()
    _create_sealed_package()
    _create_sheet()
    _create_certificate()
    op.add_column(
        "request", sa.Column("matter", sa.String(length=200), server_default="", nullable=False)
    )
    with op.batch_alter_table("custody") as custody:
        custody.add_column(sa.Column("package_id", sa.Integer(), nullable=True))
        custody.create_foreign_key(
            op.f("fk_custody_package_id_sealed_package"), "sealed_package", ["package_id"], ["id"]
        )
    with op.batch_alter_table("reader") as reader:
        reader.add_column(sa.Column("replaces", sa.Integer(), nullable=True))
        reader.add_column(
            sa.Column("change_sealed", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        reader.add_column(sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True))
        reader.add_column(sa.Column("replaced_by", sa.Integer(), nullable=True))
        reader.create_foreign_key(
            op.f("fk_reader_replaced_by_member"), "member", ["replaced_by"], ["id"]
        )
    _let_lines_be((*_STATES, "looking_up"))


def _let_lines_be(states: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    with op.batch_alter_table("line") as line:
        line.drop_constraint(op.f("ck_line_state_is_known"), type_="check")
        line.create_check_constraint(op.f("ck_line_state_is_known"), f"state IN ({listed})")


def _create_volume_count() -> None:
    op.create_table(
        "volume_count",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=6), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("classes", sa.String(length=80), nullable=False),
        sa.Column("counted_by", sa.Integer(), nullable=False),
        sa.Column("counted_with", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "moment IN ('before', 'after')", name=op.f("ck_volume_count_moment_is_known")
        ),
        sa.CheckConstraint(
            "pieces >= 0 AND pages >= 0", name=op.f("ck_volume_count_nothing_is_negative")
        ),
        sa.CheckConstraint("counted_with <> ''", name=op.f("ck_volume_count_two_people_count")),
        *_named("volume_count", {"line_id": "line", "counted_by": "member"}),
        sa.PrimaryKeyConstraint("line_id", "moment", name=op.f("pk_volume_count")),
    )


def _create_sealed_package() -> None:
    op.create_table(
        "sealed_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("slip_number", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("carrier_1", sa.Integer(), nullable=True),
        sa.Column("carrier_2", sa.Integer(), nullable=True),
        sa.Column("packed_by", sa.Integer(), nullable=False),
        sa.Column("packed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("back_number", sa.String(length=30), nullable=False),
        sa.Column("seal_intact", sa.Boolean(), nullable=True),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "left_at IS NULL OR (number <> '' AND way <> '')",
            name=op.f("ck_sealed_package_left_sealed_and_numbered"),
        ),
        sa.CheckConstraint(
            "left_at IS NULL OR (carrier_1 IS NOT NULL AND carrier_2 IS NOT NULL)",
            name=op.f("ck_sealed_package_left_with_two"),
        ),
        sa.CheckConstraint(
            "carrier_1 IS NULL OR carrier_2 IS NULL OR carrier_1 <> carrier_2",
            name=op.f("ck_sealed_package_carriers_differ"),
        ),
        sa.CheckConstraint(
            "back_at IS NULL OR left_at IS NOT NULL",
            name=op.f("ck_sealed_package_back_was_away"),
        ),
        *_named(
            "sealed_package",
            {
                "request_id": "request",
                "room_id": "room",
                "carrier_1": "reader",
                "carrier_2": "reader",
                "packed_by": "member",
            },
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_package")),
        sa.UniqueConstraint("slip_number", name=op.f("uq_sealed_package_slip_number")),
    )
    op.create_index(op.f("ix_sealed_package_request_id"), "sealed_package", ["request_id"])
    _partial("uq_sealed_package_one_packed", ["request_id"], "left_at IS NULL")
    _partial(
        "uq_sealed_package_bag_out_once",
        ["room_id", "number"],
        "left_at IS NOT NULL AND back_at IS NULL",
    )


def _partial(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        name,
        "sealed_package",
        columns,
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _create_sheet() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("material", sa.String(length=80), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registration", sa.String(length=80), nullable=False),
        sa.CheckConstraint("kind IN ('excerpt', 'copy')", name=op.f("ck_sheet_kind_is_known")),
        sa.CheckConstraint(
            "state IN ('issued', 'filled', 'checked', 'taken', 'destroyed')",
            name=op.f("ck_sheet_state_is_known"),
        ),
        sa.CheckConstraint("pages >= 0", name=op.f("ck_sheet_pages_count")),
        sa.CheckConstraint(
            "kind = 'excerpt' OR (material <> '' AND pages > 0)",
            name=op.f("ck_sheet_copy_says_of_what"),
        ),
        sa.CheckConstraint(
            "state <> 'taken' OR (checked_by IS NOT NULL AND holder <> '')",
            name=op.f("ck_sheet_taken_was_checked"),
        ),
        sa.CheckConstraint(
            "state <> 'destroyed' OR registration <> ''",
            name=op.f("ck_sheet_destroyed_is_registered"),
        ),
        *_named("sheet", {"request_id": "request"}),
        *_named("sheet", dict.fromkeys(("issued_by", "checked_by", "ended_by"), "member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("number", name=op.f("uq_sheet_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_sheet_ref")),
    )
    op.create_index(op.f("ix_sheet_request_id"), "sheet", ["request_id"])


def _create_certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("template", sa.String(length=20), nullable=False),
        sa.Column("finding", sa.String(length=400), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("looked_up_by", sa.Integer(), nullable=False),
        sa.Column("looked_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("received_by", sa.String(length=40), nullable=False),
        sa.Column("handed_by", sa.Integer(), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('drafted', 'differs', 'checked', 'handed')",
            name=op.f("ck_certificate_state_is_known"),
        ),
        sa.CheckConstraint(
            "checked_by IS NULL OR checked_by <> looked_up_by",
            name=op.f("ck_certificate_another_checks"),
        ),
        sa.CheckConstraint(
            "state IN ('drafted', 'differs') OR (checked_by IS NOT NULL AND number IS NOT NULL)",
            name=op.f("ck_certificate_checked_is_numbered"),
        ),
        sa.CheckConstraint(
            "state <> 'handed' OR received_by <> ''",
            name=op.f("ck_certificate_handed_to_somebody"),
        ),
        *_named("certificate", {"request_id": "request"}),
        *_named(
            "certificate", dict.fromkeys(("looked_up_by", "checked_by", "handed_by"), "member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_certificate_ref")),
        sa.UniqueConstraint("request_id", name=op.f("uq_certificate_request_id")),
    )


def _named(table: str, keys: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}_{of}"))
        for key, of in keys.items()
    ]


def downgrade() -> None:
    op.execute("UPDATE line SET state = 'waiting' WHERE state = 'looking_up'")
    _let_lines_be(_STATES)
    with op.batch_alter_table("reader") as reader:
        reader.drop_constraint(op.f("fk_reader_replaced_by_member"), type_="foreignkey")
        for name in ("replaced_by", "replaced_at", "change_sealed", "replaces"):
            reader.drop_column(name)
    with op.batch_alter_table("custody") as custody:
        custody.drop_constraint(op.f("fk_custody_package_id_sealed_package"), type_="foreignkey")
        custody.drop_column("package_id")
    op.drop_column("request", "matter")
    for table in ("certificate", "sheet", "sealed_package", "volume_count"):
        op.drop_table(table)
