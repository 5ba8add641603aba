"""The first rooms: members, holdings, requests, custody, the log and its guards.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.audit.guards import create_guards, drop_guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def decision() -> None:
    op.create_table(
        "decision",
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("book_version", sa.String(length=60), nullable=False),
        sa.Column("fired", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_about"), "decision", ["about"], unique=False)


def log_entry() -> None:
    op.create_table(
        "log_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_ref", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_entry")),
    )


def log_head() -> None:
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_log_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
    )


def outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("principal", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("principal", "key", name=op.f("pk_outcome")),
    )


def room() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("short_name", sa.String(length=8), nullable=False),
        sa.Column("opening", sa.String(length=60), nullable=False),
        sa.Column("telephone", sa.String(length=30), nullable=False),
        sa.Column("lending_reasons", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("name", name=op.f("uq_room_name")),
    )


def signed_head() -> None:
    op.create_table(
        "signed_head",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_signed_head")),
    )


def stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sha256_name", sa.String(length=64), nullable=False),
        sa.Column("content_mark", sa.String(length=64), nullable=False),
        sa.Column("received_mark", sa.String(length=64), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'erased') = (length(wrapped_key) = 0)",
            name=op.f("ck_stored_file_erased_means_no_key"),
        ),
        sa.CheckConstraint(
            "state IN ('kept', 'erased')", name=op.f("ck_stored_file_state_is_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("ref", name=op.f("uq_stored_file_ref")),
        sa.UniqueConstraint("sha256_name", name=op.f("uq_stored_file_sha256_name")),
    )
    op.create_index(
        op.f("ix_stored_file_content_mark"), "stored_file", ["content_mark"], unique=False
    )


def workday() -> None:
    op.create_table(
        "workday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_work", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_workday")),
    )


def device() -> None:
    op.create_table(
        "device",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("key_hex", sa.String(length=128), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_device_room_id_room")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_device")),
    )


def log_payload() -> None:
    op.create_table(
        "log_payload",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["log_entry.seq"], name=op.f("fk_log_payload_seq_log_entry")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_payload")),
    )


def number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_number_series_room_id_room")
        ),
        sa.PrimaryKeyConstraint("room_id", "name", "year", name=op.f("pk_number_series")),
    )


def slot() -> None:
    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_slot_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint("room_id", "code", name=op.f("uq_slot_room_id_code")),
    )
    op.create_index(op.f("ix_slot_room_id"), "slot", ["room_id"], unique=False)


def unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_unit_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    op.create_index(op.f("ix_unit_room_id"), "unit", ["room_id"], unique=False)


def member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("pseudonym", sa.String(length=16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_member_room_id_room")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("number", name=op.f("uq_member_number")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_member_pseudonym")),
    )
    op.create_index(op.f("ix_member_room_id"), "member", ["room_id"], unique=False)
    op.create_index(op.f("ix_member_unit_id"), "member", ["unit_id"], unique=False)


def addressee() -> None:
    op.create_table(
        "addressee",
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_addressee_member_id_member")
        ),
        sa.PrimaryKeyConstraint("about", "member_id", name=op.f("pk_addressee")),
    )


def button() -> None:
    op.create_table(
        "button",
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_button_member_id_member")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_button")),
    )
    op.create_index(op.f("ix_button_member_id"), "button", ["member_id"], unique=False)


def cadre() -> None:
    op.create_table(
        "cadre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("gender", sa.String(length=4), nullable=False),
        sa.Column("ethnicity", sa.String(length=20), nullable=False),
        sa.Column("born", sa.String(length=7), nullable=False),
        sa.Column("began_work", sa.String(length=7), nullable=False),
        sa.Column("joined_party", sa.String(length=7), nullable=False),
        sa.Column("party_standing", sa.String(length=20), nullable=False),
        sa.Column("fulltime_education", sa.String(length=30), nullable=False),
        sa.Column("inservice_education", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=30), nullable=False),
        sa.Column("custody_authority", sa.String(length=20), nullable=False),
        sa.Column("id_last4", sa.String(length=4), nullable=False),
        sa.Column("establishment", sa.String(length=20), nullable=False),
        sa.Column("personnel_kind", sa.String(length=20), nullable=False),
        sa.Column("title_level", sa.String(length=20), nullable=False),
        sa.Column("selected_graduate", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "custody_authority IN ('central', 'provincial', 'municipal', 'county', 'departmental')",
            name=op.f("ck_cadre_custody_authority_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_cadre_member_id_member")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_cadre_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre")),
    )
    op.create_index(op.f("ix_cadre_member_id"), "cadre", ["member_id"], unique=False)
    op.create_index(op.f("ix_cadre_name"), "cadre", ["name"], unique=False)
    op.create_index(op.f("ix_cadre_unit_id"), "cadre", ["unit_id"], unique=False)


def chat_message() -> None:
    op.create_table(
        "chat_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_key", sa.String(length=140), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_chat_message_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_message")),
        sa.UniqueConstraint("event_key", name=op.f("uq_chat_message_event_key")),
    )
    op.create_index(
        "ix_chat_message_member_changed", "chat_message", ["member_id", "changed"], unique=False
    )
    op.create_index(
        "uq_chat_message_one_card_per_case",
        "chat_message",
        ["member_id", "about"],
        unique=True,
        sqlite_where=sa.text("kind = 'card' AND about <> ''"),
        postgresql_where=sa.text("kind = 'card' AND about <> ''"),
    )


def deputy() -> None:
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("deputy_id <> member_id", name=op.f("ck_deputy_someone_else")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_deputy_term_runs_forward")),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["member.id"], name=op.f("fk_deputy_deputy_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_deputy_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    op.create_index(op.f("ix_deputy_deputy_id"), "deputy", ["deputy_id"], unique=False)
    op.create_index(op.f("ix_deputy_member_id"), "deputy", ["member_id"], unique=False)


def dialog() -> None:
    op.create_table(
        "dialog",
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=30), nullable=False),
        sa.Column("step", sa.String(length=30), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_dialog_member_id_member")
        ),
        sa.PrimaryKeyConstraint("channel", "member_id", name=op.f("pk_dialog")),
    )


def invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["member.id"], name=op.f("fk_invitation_invited_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_invitation_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
    )
    op.create_index(op.f("ix_invitation_member_id"), "invitation", ["member_id"], unique=False)
    op.create_index(
        "uq_invitation_one_live_per_member",
        "invitation",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("used_at IS NULL AND cancelled_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL AND cancelled_at IS NULL"),
    )


def outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=100), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("args", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'dead')", name=op.f("ck_outbox_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_outbox_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )


def pin() -> None:
    op.create_table(
        "pin",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=200), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pin_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_pin")),
    )


def request() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("short", sa.String(length=10), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("purpose_detail", sa.String(length=200), nullable=False),
        sa.Column("lending_reason", sa.String(length=60), nullable=False),
        sa.Column("classes", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("authority_needed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form_printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('consult', 'lend', 'copy', 'certify')", name=op.f("ck_request_mode_is_known")
        ),
        sa.CheckConstraint(
            "state <> 'ready' OR ready_at IS NOT NULL", name=op.f("ck_request_ready_since_when")
        ),
        sa.CheckConstraint(
            "state IN ('drafted', 'submitted', 'unit_signed', 'room_reviewed', 'authority_approved', 'ready', 'closed', 'sent_back', 'refused', 'withdrawn', 'cancelled', 'not_collected')",
            name=op.f("ck_request_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["member.id"], name=op.f("fk_request_applicant_id_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_request_room_id_room")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_request_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_request_ref")),
    )
    op.create_index(op.f("ix_request_applicant_id"), "request", ["applicant_id"], unique=False)
    op.create_index("ix_request_room_state", "request", ["room_id", "state"], unique=False)
    op.create_index(op.f("ix_request_short"), "request", ["short"], unique=False)
    op.create_index("ix_request_unit_state", "request", ["unit_id", "state"], unique=False)


def role_grant() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('unit_contact', 'approver', 'archivist', 'head', 'administrator', 'security_officer', 'auditor')",
            name=op.f("ck_role_grant_role_is_known"),
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> proposed_by",
            name=op.f("ck_role_grant_two_people"),
        ),
        sa.CheckConstraint(
            "room_id IS NULL OR unit_id IS NULL", name=op.f("ck_role_grant_one_scope")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from",
            name=op.f("ck_role_grant_term_runs_forward"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["member.id"], name=op.f("fk_role_grant_confirmed_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_role_grant_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["member.id"], name=op.f("fk_role_grant_proposed_by_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_role_grant_room_id_room")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_grant_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_member_id"), "role_grant", ["member_id"], unique=False)


def sign_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("csrf", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sign_in_member_id_member")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("ref", name=op.f("uq_sign_in_ref")),
    )
    op.create_index(op.f("ix_sign_in_member_id"), "sign_in", ["member_id"], unique=False)


def token() -> None:
    op.create_table(
        "token",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_token_member_id_member")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_token")),
        sa.UniqueConstraint("ref", name=op.f("uq_token_ref")),
    )
    op.create_index(op.f("ix_token_member_id"), "token", ["member_id"], unique=False)


def approval() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf_of", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('agreed', 'sent_back', 'refused')",
            name=op.f("ck_approval_verdict_is_known"),
        ),
        sa.CheckConstraint(
            "way <> 'recorded' OR recorded_by IS NOT NULL",
            name=op.f("ck_approval_recorder_is_named"),
        ),
        sa.CheckConstraint(
            "way IN ('confirm', 'recorded', 'electronic')", name=op.f("ck_approval_way_is_known")
        ),
        sa.CheckConstraint(
            "member_id <> applicant_id", name=op.f("ck_approval_applicant_never_approves")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["member.id"], name=op.f("fk_approval_applicant_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_approval_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of"], ["member.id"], name=op.f("fk_approval_on_behalf_of_member")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_approval_recorded_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_approval_request_id_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_request_id"), "approval", ["request_id"], unique=False)
    op.create_index(
        "uq_approval_nobody_twice",
        "approval",
        ["request_id", "round", "member_id"],
        unique=True,
        sqlite_where=sa.text("verdict = 'agreed'"),
        postgresql_where=sa.text("verdict = 'agreed'"),
    )
    op.create_index(
        "uq_approval_one_per_step",
        "approval",
        ["request_id", "round", "step"],
        unique=True,
        sqlite_where=sa.text("verdict = 'agreed'"),
        postgresql_where=sa.text("verdict = 'agreed'"),
    )


def collection_code() -> None:
    op.create_table(
        "collection_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(length=6), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("presented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "carrier IN ('screen', 'paper')", name=op.f("ck_collection_code_carrier_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_collection_code_request_id_request")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_collection_code")),
    )
    op.create_index(
        op.f("ix_collection_code_request_id"), "collection_code", ["request_id"], unique=False
    )


def dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("secrecy", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "secrecy IN ('none', 'work_secret', 'secret')", name=op.f("ck_dossier_secrecy_is_known")
        ),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_dossier_cadre_id_cadre")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_dossier_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("cadre_id", name=op.f("uq_dossier_cadre_id")),
        sa.UniqueConstraint("number", name=op.f("uq_dossier_number")),
    )
    op.create_index(op.f("ix_dossier_room_id"), "dossier", ["room_id"], unique=False)


def reader() -> None:
    op.create_table(
        "reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("is_personnel", sa.Boolean(), nullable=False),
        sa.Column("exception", sa.String(length=60), nullable=False),
        sa.Column("is_party_member", sa.Boolean(), nullable=False),
        sa.Column("is_subject", sa.Boolean(), nullable=False),
        sa.Column("declares_kinship", sa.Boolean(), nullable=False),
        sa.Column("card_kind", sa.String(length=20), nullable=False),
        sa.Column("card_last4", sa.String(length=4), nullable=False),
        sa.Column("card_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("card_seen_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "card_last4 = '' OR length(card_last4) = 4", name=op.f("ck_reader_card_digits")
        ),
        sa.ForeignKeyConstraint(
            ["card_seen_by"], ["member.id"], name=op.f("fk_reader_card_seen_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_reader_request_id_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader")),
        sa.UniqueConstraint("request_id", "ordinal", name=op.f("uq_reader_request_id_ordinal")),
    )
    op.create_index(op.f("ix_reader_request_id"), "reader", ["request_id"], unique=False)


def sighted_form() -> None:
    op.create_table(
        "sighted_form",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("matches", sa.Boolean(), nullable=False),
        sa.Column("sighted_by", sa.Integer(), nullable=False),
        sa.Column("sighted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_sighted_form_request_id_request")
        ),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["stored_file.id"], name=op.f("fk_sighted_form_scan_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["sighted_by"], ["member.id"], name=op.f("fk_sighted_form_sighted_by_member")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_sighted_form")),
    )


def volume() -> None:
    op.create_table(
        "volume",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("tag", sa.String(length=32), nullable=True),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("lost", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('original', 'duplicate')", name=op.f("ck_volume_kind_is_known")
        ),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_volume_ordinal_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_volume_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_volume_slot_id_slot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volume")),
        sa.UniqueConstraint(
            "dossier_id", "kind", "ordinal", name=op.f("uq_volume_dossier_id_kind_ordinal")
        ),
        sa.UniqueConstraint("label", name=op.f("uq_volume_label")),
        sa.UniqueConstraint("tag", name=op.f("uq_volume_tag")),
    )
    op.create_index(op.f("ix_volume_dossier_id"), "volume", ["dossier_id"], unique=False)


def evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_evidence_recorded_by_member")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_evidence_room_id_room")),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_evidence_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_volume_seen", "evidence", ["volume_id", "seen_at"], unique=False)


def line() -> None:
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'reading', 'paused', 'lent', 'returned', 'checked', 'searching', 'found', 'lost', 'dropped')",
            name=op.f("ck_line_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_line_request_id_request")
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_line_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sa.UniqueConstraint("request_id", "volume_id", name=op.f("uq_line_request_id_volume_id")),
    )
    op.create_index(op.f("ix_line_request_id"), "line", ["request_id"], unique=False)
    op.create_index(op.f("ix_line_volume_id"), "line", ["volume_id"], unique=False)


def custody() -> None:
    op.create_table(
        "custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_to", sa.Integer(), nullable=True),
        sa.Column("returner", sa.String(length=60), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "checked_by IS NULL OR returner <> ''", name=op.f("ck_custody_two_people_count")
        ),
        sa.CheckConstraint(
            "kind IN ('consult', 'lend', 'certify', 'transfer', 'send_up', 'move', 'rework')",
            name=op.f("ck_custody_kind_is_known"),
        ),
        sa.CheckConstraint(
            "closed_at IS NULL OR returned_at IS NOT NULL",
            name=op.f("ck_custody_returned_before_closed"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["member.id"], name=op.f("fk_custody_checked_by_member")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_custody_line_id_line")),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["member.id"], name=op.f("fk_custody_opened_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["returned_to"], ["member.id"], name=op.f("fk_custody_returned_to_member")
        ),
        sa.ForeignKeyConstraint(
            ["volume_id"], ["volume.id"], name=op.f("fk_custody_volume_id_volume")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    op.create_index(
        "ix_custody_due_open",
        "custody",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(op.f("ix_custody_line_id"), "custody", ["line_id"], unique=False)
    op.create_index(op.f("ix_custody_volume_id"), "custody", ["volume_id"], unique=False)
    op.create_index(
        "uq_custody_one_open_per_volume",
        "custody",
        ["volume_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def discrepancy() -> None:
    op.create_table(
        "discrepancy",
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("found_by", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "settled_by IS NULL OR settled_by <> found_by",
            name=op.f("ck_discrepancy_another_settles"),
        ),
        sa.ForeignKeyConstraint(
            ["custody_id"], ["custody.id"], name=op.f("fk_discrepancy_custody_id_custody")
        ),
        sa.ForeignKeyConstraint(
            ["found_by"], ["member.id"], name=op.f("fk_discrepancy_found_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_discrepancy_settled_by_member")
        ),
        sa.PrimaryKeyConstraint("custody_id", name=op.f("pk_discrepancy")),
    )


def reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("custody_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'not_needed')", name=op.f("ck_reminder_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["custody_id"], ["custody.id"], name=op.f("fk_reminder_custody_id_custody")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("custody_id", "rung", name=op.f("uq_reminder_custody_id_rung")),
    )
    op.create_index(
        "ix_reminder_due",
        "reminder",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


# In the order of their foreign keys.
TABLES = (
    decision,
    log_entry,
    log_head,
    outcome,
    room,
    signed_head,
    stored_file,
    workday,
    device,
    log_payload,
    number_series,
    slot,
    unit,
    member,
    addressee,
    button,
    cadre,
    chat_message,
    deputy,
    dialog,
    invitation,
    outbox,
    pin,
    request,
    role_grant,
    sign_in,
    token,
    approval,
    collection_code,
    dossier,
    reader,
    sighted_form,
    volume,
    evidence,
    line,
    custody,
    discrepancy,
    reminder,
)


def upgrade() -> None:
    for create in TABLES:
        create()
    create_guards(op.get_bind())


def downgrade() -> None:
    drop_guards(op.get_bind())
    for create in reversed(TABLES):
        op.drop_table(create.__name__)
