"""Hand-written cases, law by law: the changes to a sheet in order, and whether the law fires.

Each row must fire exactly this law, or nothing at all.
"""

from typing import Any

Case = tuple[dict[str, Any], bool]

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
    ],
    "consult_form_missing": [
        ({"form_sighted": False}, True),
        ({"mode": "copy", "form_sighted": False, "form_signed": False}, True),
        ({"mode": "certify", "form_sighted": False}, True),
        ({}, False),
        ({"step": "submit", "form_sighted": False, "form_printed": False}, False),
        ({"step": "room_review", "form_sighted": False}, False),
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
    "consult_unapproved": [
        ({"approvals_missing": 1}, True),
        ({"mode": "certify", "approvals_missing": 1}, True),
        ({"step": "room_review", "approvals_missing": 1}, False),
    ],
    "form_not_printed": [
        ({"step": "unit_sign", "form_printed": False}, True),
        ({"step": "unit_sign", "mode": "lend", "form_printed": False}, True),
        ({"step": "submit", "form_printed": False}, False),
    ],
    "form_unsigned": [
        ({"form_signed": False}, True),
        ({"mode": "lend", "form_signed": False}, True),
        ({"step": "room_review", "form_signed": False}, False),
    ],
    "form_unsealed": [
        ({"form_sealed": False}, True),
        ({"mode": "lend", "form_sealed": False}, True),
        ({"step": "submit", "form_sealed": False}, False),
    ],
    "form_undated": [
        ({"form_dated": False}, True),
        ({"step": "unit_sign", "form_dated": False}, False),
    ],
    "form_differs": [
        ({"form_matches": False}, True),
        ({"step": "unit_sign", "form_matches": False}, False),
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
}
