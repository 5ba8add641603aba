"""A lending fact sheet on which no law fires, to be changed one fact at a time."""

from dataclasses import replace
from typing import Any

from rules.facts.lending import LendingFacts

IN_ORDER = LendingFacts(
    step="hand_over",
    mode="consult",
    purpose="personnel_work",
    purpose_is_listed=True,
    purpose_detail_given=True,
    lending_reason_is_listed=True,
    approvals_missing=0,
    authority_approval_required=False,
    form_printed=True,
    form_sighted=True,
    form_signed=True,
    form_sealed=True,
    form_dated=True,
    form_matches=True,
    readers=2,
    readers_outside_personnel=0,
    readers_not_party_members=0,
    reader_is_subject=False,
    applicant_is_subject=False,
    reader_is_relative=False,
    readers_identified=2,
    volume_in_open_custody=False,
    volume_is_lost=False,
    shelf_frozen=False,
    dossier_secrecy="none",
    channel="inside",
    volume_evidence_present=True,
    collection_code_valid=True,
    source="unit",
    sub_purpose="listed",
    approval_document_given=True,
    scope="classes",
    copies_named=True,
    approval_expired=False,
    within_opening_hours=True,
    party_membership_certified=True,
    avoidance_declared=True,
    loan_over_most=False,
    loan_is_overdue=False,
    extensions_left=1,
    unit_has_overdue_loan=False,
    dossier_on_hold=False,
    handler_is_head=True,
    handler_is_subject=False,
    handler_is_barred=False,
    reader_is_barred=False,
    volume_kind="original",
    rank_allows_duplicate=True,
    superior_approval_required=False,
    readers_answered_only=0,
    review_of_relatives=False,
    approval_by="confirm",
    signed_by_tap=False,
    returner_present=True,
    returner_is_counter=False,
    counted_page_by_page=True,
    material_changed=False,
)


def facts(**changes: Any) -> LendingFacts:
    """Everything in order at a consultation's hand-over, but for the changes."""
    return replace(IN_ORDER, **changes)
