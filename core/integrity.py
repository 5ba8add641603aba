"""What a constraint of the database means to a person: the database decides races, this names them."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from core.errors import (
    BagIsOut,
    CodedError,
    SecondStepBySamePerson,
    Stale,
    UrgedToday,
    VolumeIsOut,
)
from core.members.entered import Taken

# PostgreSQL names the constraint, SQLite the columns of a partial index.
CONSTRAINTS: dict[str, type[CodedError]] = {
    "uq_room_name": Taken,
    "uq_unit_name": Taken,
    "uq_member_number": Taken,
    "uq_custody_one_open_per_volume": VolumeIsOut,
    "custody.volume_id": VolumeIsOut,
    "uq_sealed_package_bag_out_once": BagIsOut,
    "sealed_package.room_id, sealed_package.number": BagIsOut,
    "pk_collection_code": Taken,
    "collection_code.code_hash": Taken,
    "ck_approval_applicant_never_approves": SecondStepBySamePerson,
    "ck_late_entry_confirmed_by_another": SecondStepBySamePerson,
    "ck_late_entry_settled_by_another": SecondStepBySamePerson,
    "uq_approval_nobody_twice": SecondStepBySamePerson,
    "approval.request_id, approval.round, approval.extension, approval.member_id": (
        SecondStepBySamePerson
    ),
    "ck_approval_another_saw_it": SecondStepBySamePerson,
    "uq_search_one_open_per_volume": Stale,
    "search.volume_id": Stale,
    "uq_sighting_one_uncompared_per_search": Stale,
    "sighting.search_id": Stale,
    "ck_search_another_confirms": SecondStepBySamePerson,
    "ck_sighting_two_compare": SecondStepBySamePerson,
    "ck_sighting_another_decides": SecondStepBySamePerson,
    "ck_piece_another_checks": SecondStepBySamePerson,
    "ck_doubt_another_settles": SecondStepBySamePerson,
    "ck_material_change_two_people": SecondStepBySamePerson,
    "uq_material_change_one_asked": Stale,
    "material_change.material_id": Stale,
    "uq_material_one_per_place": Stale,
    "material.dossier_id, material.class_code, material.serial": Stale,
    "uq_doubt_seal": Taken,
    "doubt.seal": Taken,
    "pk_slip_piece": Stale,
    "slip_piece.piece_id": Stale,
    "uq_approval_one_per_step": Stale,
    "uq_issued_paper_request_id": Stale,
    "issued_paper.request_id, issued_paper.kind, issued_paper.day": Stale,
    "uq_register_line_custody_id": Stale,
    "register_line.custody_id, register_line.movement": Stale,
    "approval.request_id, approval.round, approval.extension, approval.step": Stale,
    "uq_extension_one_open": Stale,
    "uq_extension_request_id_nth": Stale,
    "extension.request_id": Stale,
    "pk_urging": UrgedToday,
    "urging.request_id, urging.day": UrgedToday,
    "uq_reach_one_per_member": Stale,
    "uq_reach_one_member": Stale,
    "reach.channel, reach.": Stale,
}


def meaning_of(error: IntegrityError) -> CodedError:
    """The coded error behind a violated constraint; an unknown one is a bug and is raised again."""
    text = str(error.orig)
    for name, coded in CONSTRAINTS.items():
        if name in text:
            return coded()
    raise error
