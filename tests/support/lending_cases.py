"""Hand-written cases, law by law: the changes to a sheet in order, and whether the law fires.

Each row must fire exactly this law, or nothing at all.
"""

from typing import Any

Case = tuple[dict[str, Any], bool]

ORGAN = {"source": "organ", "channel": "counter"}
DISCIPLINE = {"purpose": "inspection_and_discipline"}
HISTORY = {"purpose": "approved_history"}
EXTEND = {"mode": "lend", "step": "extend"}
# A room that approves electronically has no form to print, to sight, or to find fault with.
NO_PAPER = {
    "approval_by": "electronic",
    "form_printed": False,
    "form_sighted": False,
    "form_signed": False,
    "form_sealed": False,
    "form_dated": False,
    "form_matches": False,
    "party_membership_certified": False,
}
POLITICAL = {"purpose": "political_review"}
SUPERIOR = {"superior_approval_required": True}
RETURN = {"step": "return_check"}

CASES: dict[str, list[Case]] = {
    "loan_reason_unlisted": [
        ({"mode": "lend", "step": "submit", "lending_reason_is_listed": False}, True),
        ({"mode": "lend", "step": "hand_over", "lending_reason_is_listed": False}, True),
        ({"mode": "lend", "step": "extend", "lending_reason_is_listed": False}, True),
        ({"mode": "lend", "step": "submit"}, False),
        ({"mode": "consult", "step": "submit", "lending_reason_is_listed": False}, False),
    ],
    "loan_unapproved": [
        ({"mode": "lend", "approvals_missing": 1}, True),
        ({"mode": "lend", "step": "extend", "approvals_missing": 2}, True),
        ({"mode": "lend", "approvals_missing": 0}, False),
        ({"mode": "lend", "step": "submit", "approvals_missing": 3}, False),
    ],
    "loan_form_missing": [
        ({"mode": "lend", "form_sighted": False}, True),
        ({"mode": "lend", "form_sighted": False, "form_sealed": False}, True),
        ({"mode": "lend"}, False),
        ({"mode": "lend", "step": "submit", "form_sighted": False}, False),
        ({"mode": "lend", "form_sighted": False, "approval_by": "electronic"}, False),
    ],
    "consult_form_missing": [
        ({"form_sighted": False}, True),
        ({"mode": "copy", "form_sighted": False, "form_signed": False}, True),
        ({"mode": "certify", "form_sighted": False}, True),
        ({}, False),
        ({"step": "submit", "form_sighted": False, "form_printed": False}, False),
        ({"step": "room_review", "form_sighted": False}, False),
        ({"form_sighted": False, "approval_by": "electronic"}, False),
    ],
    "reader_outside_personnel": [
        ({"readers_outside_personnel": 1}, True),
        ({"step": "submit", "readers_outside_personnel": 2}, True),
        ({"mode": "lend", "readers_outside_personnel": 1}, True),
        ({"readers_outside_personnel": 0}, False),
        ({"mode": "certify", "readers_outside_personnel": 1}, False),
    ],
    "applicant_is_subject": [
        ({"applicant_is_subject": True}, True),
        ({"step": "submit", "mode": "certify", "applicant_is_subject": True}, True),
        ({"step": "extend", "mode": "lend", "applicant_is_subject": True}, True),
        ({"step": "submit"}, False),
    ],
    "reader_is_subject": [
        ({"reader_is_subject": True}, True),
        ({"step": "submit", "reader_is_subject": True}, True),
        ({"step": "unit_sign", "reader_is_subject": True}, True),
        ({"mode": "certify", "reader_is_subject": True}, False),
    ],
    "reader_is_relative": [
        ({"reader_is_relative": True}, True),
        ({"step": "room_review", "mode": "lend", "reader_is_relative": True}, True),
        ({"mode": "certify", "reader_is_relative": True}, False),
    ],
    "too_few_readers": [
        ({"readers": 1, "readers_identified": 1}, True),
        ({"step": "submit", "readers": 0, "readers_identified": 0}, True),
        ({"step": "submit", "readers": 2, "readers_identified": 0}, False),
        ({"step": "submit", "readers": 3}, False),
        ({"mode": "certify", "readers": 0, "readers_identified": 0}, False),
    ],
    "reader_not_party_member": [
        ({"readers_not_party_members": 1}, True),
        ({"step": "submit", "mode": "lend", "readers_not_party_members": 2}, True),
        ({"step": "unit_sign", "readers_not_party_members": 1}, False),
    ],
    "reader_answered_not_shown": [
        ({"readers_answered_only": 1}, True),
        ({"step": "submit", "mode": "copy", "readers_answered_only": 2}, True),
        ({"step": "submit", "mode": "certify", "readers_answered_only": 2}, False),
        ({"step": "submit", "readers_answered_only": 0}, False),
    ],
    "relatives_reviewed_by_certificate": [
        (POLITICAL | {"step": "submit", "review_of_relatives": True}, True),
        (POLITICAL | {"step": "room_review", "mode": "lend", "review_of_relatives": True}, True),
        (POLITICAL | {"step": "submit", "mode": "certify", "review_of_relatives": True}, False),
        (POLITICAL | {"step": "submit"}, False),
    ],
    "return_uncounted": [
        (RETURN | {"counted_page_by_page": False}, True),
        (RETURN | {"mode": "lend", "counted_page_by_page": False}, True),
        (RETURN, False),
        ({"counted_page_by_page": False}, False),
    ],
    "return_not_face_to_face": [
        (RETURN | {"returner_present": False}, True),
        (RETURN, False),
        ({"step": "extend", "mode": "lend", "returner_present": False}, False),
    ],
    "return_counted_by_one": [
        (RETURN | {"returner_is_counter": True}, True),
        (RETURN | {"mode": "certify", "returner_is_counter": True}, True),
        (RETURN, False),
        ({"returner_is_counter": True}, False),
    ],
    "material_change_undecided": [
        (RETURN | {"material_changed": True}, True),
        (RETURN | {"mode": "lend", "material_changed": True}, True),
        (RETURN, False),
        ({"material_changed": True}, False),
    ],
    "reader_unidentified": [
        ({"readers_identified": 1}, True),
        ({"readers": 3, "readers_identified": 2}, True),
        ({"readers": 2, "readers_identified": 3}, False),
        ({"step": "submit", "readers_identified": 0}, False),
    ],
    "purpose_unlisted": [
        ({"purpose_is_listed": False}, True),
        ({"step": "submit", "purpose": "curiosity", "purpose_is_listed": False}, True),
        ({"step": "submit", "purpose": "rights_of_the_person"}, False),
        ({"step": "extend", "mode": "lend", "purpose_is_listed": False}, False),
    ],
    "purpose_detail_missing": [
        ({"step": "submit", "purpose": "other_work", "purpose_detail_given": False}, True),
        ({"step": "submit", "purpose": "approved_history", "purpose_detail_given": False}, True),
        ({"step": "submit", "purpose": "other_work", "purpose_detail_given": True}, False),
        ({"step": "submit", "purpose": "personnel_work", "purpose_detail_given": False}, False),
    ],
    "authority_approval_needed": [
        ({"step": "room_review", "authority_approval_required": True}, True),
        ({"step": "room_review"}, False),
        ({"step": "hand_over", "authority_approval_required": True}, False),
    ],
    "superior_approval_missing": [
        (SUPERIOR | {"step": "submit", "approval_document_given": False}, True),
        (SUPERIOR | {"mode": "certify", "approval_document_given": False}, True),
        (SUPERIOR | {"step": "authority_approve", "approval_document_given": False}, True),
        (SUPERIOR | {"step": "submit"}, False),
        ({"step": "submit", "approval_document_given": False}, False),
        (SUPERIOR | {"step": "unit_sign", "approval_document_given": False}, False),
    ],
    "consult_unapproved": [
        ({"approvals_missing": 1}, True),
        ({"mode": "certify", "approvals_missing": 1}, True),
        ({"step": "room_review", "approvals_missing": 1}, False),
    ],
    "form_not_printed": [
        ({"step": "unit_sign", "form_printed": False}, True),
        ({"step": "unit_sign", "mode": "lend", "form_printed": False}, True),
        ({"step": "submit", "form_printed": False}, False),
        ({"step": "unit_sign", "form_printed": False, "approval_by": "electronic"}, False),
    ],
    "form_unsigned": [
        ({"form_signed": False}, True),
        ({"mode": "lend", "form_signed": False}, True),
        ({"step": "room_review", "form_signed": False}, False),
        ({"form_signed": False, "approval_by": "electronic"}, False),
    ],
    "form_unsealed": [
        ({"form_sealed": False}, True),
        ({"mode": "lend", "form_sealed": False}, True),
        ({"step": "submit", "form_sealed": False}, False),
        ({"form_sealed": False, "approval_by": "electronic"}, False),
    ],
    "form_undated": [
        ({"form_dated": False}, True),
        ({"step": "unit_sign", "form_dated": False}, False),
        ({"form_dated": False, "approval_by": "electronic"}, False),
    ],
    "form_differs": [
        ({"form_matches": False}, True),
        ({"step": "unit_sign", "form_matches": False}, False),
        ({"form_matches": False, "approval_by": "electronic"}, False),
    ],
    "volume_in_open_custody": [
        ({"volume_in_open_custody": True}, True),
        ({"mode": "lend", "volume_in_open_custody": True}, True),
        ({"step": "submit", "volume_in_open_custody": True}, False),
        ({"step": "extend", "mode": "lend", "volume_in_open_custody": True}, False),
    ],
    "volume_out_at_review": [
        ({"step": "room_review", "volume_in_open_custody": True}, True),
        ({"step": "room_review"}, False),
        ({"step": "authority_approve", "volume_in_open_custody": True}, False),
    ],
    "volume_lost": [
        ({"volume_is_lost": True}, True),
        ({"step": "room_review", "volume_is_lost": True}, True),
        ({"step": "submit", "volume_is_lost": True}, False),
    ],
    "shelf_frozen": [
        ({"shelf_frozen": True}, True),
        ({"mode": "lend", "shelf_frozen": True}, True),
        ({"step": "room_review", "shelf_frozen": True}, False),
        ({"step": "extend", "mode": "lend", "shelf_frozen": True}, False),
    ],
    "secret_dossier": [
        ({"dossier_secrecy": "secret", "channel": "inside"}, True),
        ({"step": "submit", "dossier_secrecy": "secret", "channel": "outside"}, True),
        ({"step": "unit_sign", "dossier_secrecy": "secret", "channel": "outside"}, True),
        ({"dossier_secrecy": "secret", "channel": "counter"}, False),
        ({"channel": "outside"}, False),
    ],
    "work_secret_dossier": [
        ({"dossier_secrecy": "work_secret", "channel": "inside"}, True),
        ({"step": "submit", "dossier_secrecy": "work_secret", "channel": "outside"}, True),
        ({"dossier_secrecy": "work_secret", "channel": "counter"}, False),
    ],
    "volume_evidence_missing": [
        ({"volume_evidence_present": False}, True),
        ({"mode": "certify", "volume_evidence_present": False}, True),
        ({"step": "room_review", "volume_evidence_present": False}, False),
    ],
    "collection_code_invalid": [
        ({"collection_code_valid": False}, True),
        ({"mode": "lend", "collection_code_valid": False}, True),
        ({"step": "submit", "collection_code_valid": False}, False),
    ],
    "organ_at_the_window": [
        ({"step": "submit", "source": "organ"}, True),
        ({"step": "submit", "source": "organ", "mode": "copy", "channel": "outside"}, True),
        ({"step": "submit", "source": "organ", "channel": "counter"}, False),
        ({"step": "submit", "source": "section"}, False),
        ({"step": "submit", "source": "walk_in", "channel": "counter"}, False),
    ],
    "organ_letter_missing": [
        (ORGAN | {"step": "submit", "approval_document_given": False}, True),
        (ORGAN | {"step": "room_review", "approval_document_given": False}, True),
        (ORGAN | {"step": "submit"}, False),
        (ORGAN | {"step": "hand_over", "approval_document_given": False}, False),
        ({"step": "submit", "approval_document_given": False}, False),
    ],
    "organ_not_signed_by_unit": [
        (ORGAN | {"step": "unit_sign"}, True),
        (ORGAN | {"step": "room_review"}, False),
        ({"step": "unit_sign", "source": "section"}, False),
        ({"step": "unit_sign", "source": "walk_in"}, False),
    ],
    "discipline_review_by_head": [
        (DISCIPLINE | {"step": "room_review", "handler_is_head": False}, True),
        (DISCIPLINE | {"step": "room_review"}, False),
        ({"step": "room_review", "handler_is_head": False}, False),
        (DISCIPLINE | {"step": "hand_over", "handler_is_head": False}, False),
    ],
    "discipline_not_outside": [
        (DISCIPLINE | {"step": "submit", "channel": "outside"}, True),
        (DISCIPLINE | {"step": "room_review", "mode": "copy", "channel": "outside"}, True),
        (DISCIPLINE | {"step": "submit", "channel": "inside"}, False),
        ({"step": "submit", "channel": "outside"}, False),
    ],
    "avoidance_undeclared": [
        ({"avoidance_declared": False}, True),
        ({"mode": "lend", "avoidance_declared": False}, True),
        ({"step": "submit", "avoidance_declared": False}, False),
        ({"mode": "certify", "avoidance_declared": False}, False),
    ],
    "party_membership_uncertified": [
        ({"party_membership_certified": False}, True),
        ({"mode": "copy", "party_membership_certified": False}, True),
        ({"step": "room_review", "party_membership_certified": False}, False),
        ({"party_membership_certified": False, "approval_by": "electronic"}, False),
    ],
    "handler_is_subject": [
        ({"handler_is_subject": True}, True),
        ({"step": "unit_sign", "handler_is_subject": True}, True),
        ({"step": "extend", "mode": "lend", "handler_is_subject": True}, True),
        ({}, False),
    ],
    "handler_is_barred": [
        ({"handler_is_barred": True}, True),
        ({"step": "authority_approve", "handler_is_barred": True}, True),
        ({"step": "submit"}, False),
    ],
    "reader_is_barred": [
        ({"reader_is_barred": True}, True),
        ({"step": "submit", "mode": "lend", "reader_is_barred": True}, True),
        ({"mode": "certify", "reader_is_barred": True}, False),
    ],
    "history_document_missing": [
        (HISTORY | {"step": "submit", "approval_document_given": False}, True),
        (HISTORY | {"step": "room_review", "approval_document_given": False}, True),
        (HISTORY | {"step": "submit"}, False),
        ({"step": "submit", "approval_document_given": False}, False),
    ],
    "sub_purpose_unlisted": [
        ({"step": "submit", "sub_purpose": "unlisted"}, True),
        ({"step": "submit", "sub_purpose": "none"}, False),
        ({"step": "hand_over", "sub_purpose": "unlisted"}, False),
    ],
    "rights_path_not_lent": [
        ({"step": "submit", "mode": "lend", "purpose": "rights_of_the_person"}, True),
        ({"step": "submit", "mode": "certify", "purpose": "rights_of_the_person"}, False),
        ({"step": "room_review", "mode": "lend"}, False),
    ],
    "whole_scope_unexplained": [
        ({"step": "room_review", "scope": "whole", "purpose_detail_given": False}, True),
        ({"step": "room_review", "scope": "unnamed", "purpose_detail_given": False}, True),
        ({"step": "room_review", "scope": "whole"}, False),
        ({"step": "room_review", "purpose_detail_given": False}, False),
        ({"step": "submit", "scope": "whole", "purpose_detail_given": False}, False),
    ],
    "copies_unnamed": [
        ({"step": "submit", "mode": "copy", "copies_named": False}, True),
        ({"mode": "copy", "copies_named": False}, True),
        ({"step": "submit", "copies_named": False}, False),
    ],
    "approval_expired": [
        ({"approval_expired": True}, True),
        ({"mode": "copy", "approval_expired": True}, True),
        ({"mode": "certify", "approval_expired": True}, False),
        ({"step": "extend", "mode": "lend", "approval_expired": True}, False),
    ],
    "outside_opening_hours": [
        ({"within_opening_hours": False}, True),
        ({"mode": "lend", "within_opening_hours": False}, False),
        ({"step": "submit", "within_opening_hours": False}, False),
    ],
    "tap_is_no_signature": [
        ({"step": "unit_sign", "approval_by": "paper", "signed_by_tap": True}, True),
        ({"step": "authority_approve", "approval_by": "paper", "signed_by_tap": True}, True),
        ({**EXTEND, "approval_by": "paper", "signed_by_tap": True}, True),
        ({"step": "unit_sign", "approval_by": "paper"}, False),
        ({"step": "unit_sign", "approval_by": "confirm", "signed_by_tap": True}, False),
        ({"step": "room_review", "approval_by": "electronic", "signed_by_tap": True}, False),
        ({"approval_by": "paper", "signed_by_tap": True}, False),
    ],
    "avoidance_undeclared_at_window": [
        ({**NO_PAPER, "avoidance_declared": False}, True),
        ({**NO_PAPER, "mode": "lend", "avoidance_declared": False}, True),
        ({**NO_PAPER, "mode": "certify", "avoidance_declared": False}, False),
        (NO_PAPER, False),
        ({**NO_PAPER, "step": "unit_sign"}, False),
    ],
    "loan_too_long": [
        ({"step": "submit", "mode": "lend", "loan_over_most": True}, True),
        ({"step": "extend", "mode": "lend", "loan_over_most": True}, True),
        ({"step": "submit", "loan_over_most": True}, False),
        ({"mode": "lend", "loan_over_most": True}, False),
    ],
    "unit_has_overdue_loan": [
        ({"step": "submit", "mode": "lend", "unit_has_overdue_loan": True}, True),
        ({"mode": "lend", "unit_has_overdue_loan": True}, True),
        ({"unit_has_overdue_loan": True}, False),
        ({"step": "extend", "mode": "lend", "unit_has_overdue_loan": True}, False),
    ],
    "extension_too_late": [
        ({"step": "extend", "mode": "lend", "loan_is_overdue": True}, True),
        ({"step": "extend", "mode": "lend"}, False),
        ({"mode": "lend", "loan_is_overdue": True}, False),
    ],
    "extension_used_up": [
        ({"step": "extend", "mode": "lend", "extensions_left": 0}, True),
        ({"step": "extend", "mode": "lend", "extensions_left": 1}, False),
        ({"mode": "lend", "extensions_left": 0}, False),
    ],
    "dossier_on_hold": [
        ({"dossier_on_hold": True}, True),
        ({"step": "submit", "mode": "certify", "dossier_on_hold": True}, True),
        ({"step": "extend", "mode": "lend", "dossier_on_hold": True}, True),
        ({"step": "unit_sign"}, False),
    ],
    "duplicate_below_rank": [
        ({"volume_kind": "duplicate", "rank_allows_duplicate": False}, True),
        ({"volume_kind": "duplicate"}, False),
        ({"rank_allows_duplicate": False}, False),
    ],
    "count_before_missing": [
        ({"volume_counted": False}, True),
        ({"mode": "copy", "volume_counted": False}, True),
        ({"mode": "lend", "volume_counted": False}, False),
        ({"mode": "certify", "volume_counted": False}, False),
        ({"step": "resume", "volume_counted": False}, False),
    ],
    "reading_expired": [
        ({"step": "resume", "reading_expired": True}, True),
        ({"step": "resume", "mode": "copy", "reading_expired": True}, True),
        ({"step": "resume"}, False),
        ({"step": "hand_over", "reading_expired": True}, False),
    ],
    "reader_change_unsealed": [
        ({"step": "swap_reader", "reader_change_sealed": False}, True),
        ({"mode": "lend", "reader_change_sealed": False}, True),
        ({"step": "swap_reader"}, False),
        ({"step": "submit", "reader_change_sealed": False}, False),
    ],
    "too_few_carriers": [
        ({"mode": "lend", "carriers": 1}, True),
        ({"mode": "lend", "carriers": 0}, True),
        ({"mode": "lend", "carriers": 2}, False),
        ({"mode": "consult", "carriers": 0}, False),
        ({"mode": "lend", "step": "extend", "carriers": 0}, False),
    ],
    "bag_number_missing": [
        ({"mode": "lend", "bag_numbered": False}, True),
        ({"mode": "lend"}, False),
        ({"mode": "copy", "bag_numbered": False}, False),
    ],
    "carrying_way_unlisted": [
        ({"mode": "lend", "carrying_way_is_listed": False}, True),
        ({"mode": "lend", "step": "submit", "carrying_way_is_listed": False}, False),
        ({"mode": "consult", "carrying_way_is_listed": False}, False),
    ],
    "certify_matter_missing": [
        ({"step": "submit", "mode": "certify", "certify_matter_given": False}, True),
        ({"step": "room_review", "mode": "certify", "certify_matter_given": False}, True),
        ({"step": "submit", "mode": "consult", "certify_matter_given": False}, False),
        ({"mode": "certify", "certify_matter_given": False}, False),
    ],
}
