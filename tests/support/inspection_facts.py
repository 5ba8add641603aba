"""An inspection fact sheet on which no law fires, to be changed one fact at a time."""

from dataclasses import replace
from typing import Any

from rules.facts.inspection import InspectionFacts

IN_ORDER = InspectionFacts(
    step="inspect",
    mode="original",
    matter_finished=True,
    person_clear=True,
    person_agrees=True,
    listed_name_differs=False,
    name_agrees=True,
    birth_agrees=True,
    whole=True,
    set_complete=True,
    legible=True,
    filled_in_properly=True,
    signed=True,
    sealed=True,
    dated=True,
    document_numbered=True,
    copy_dated=True,
    copy_sealed=True,
    form_is_accepted=True,
    paper_fits=True,
    margin_left=True,
    ink_lasts=True,
    within_scope=True,
    catalogued_already=False,
    pages_differ=False,
    same_content_elsewhere=False,
    formed_in_future=False,
    formed_before_birth=False,
    formed_too_young=False,
    inspector_is_subject=False,
    inspector_is_barred=False,
    flags_undecided=0,
)


def inspection_facts(**changes: Any) -> InspectionFacts:
    """A piece in order at its first inspection, but for the changes."""
    return replace(IN_ORDER, **changes)
