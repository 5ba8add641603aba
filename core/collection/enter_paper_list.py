"""Enter a paper list (纸质清单代录): whoever came has no account; entered and counted in at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.collection.count_in import CountIn
from core.collection.draft_submission import DraftSubmission, place_of_draft
from core.collection.print_list import PrintList
from core.collection.questions import find_submission
from core.command import Answer, Command, Place, use_case
from core.members.member import Role
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPaperList(Command):
    """The list as it stands on the paper; `missing` and `handed_by` as in `CountIn`."""

    draft: DraftSubmission
    handed_by: str
    missing: tuple[int, ...] = ()


def _room_of(command: EnterPaperList, unit: OpenUnit) -> Place:
    return Place(room_id=place_of_draft(command.draft, unit).room_id)


@use_case(EnterPaperList, roles={Role.ARCHIVIST}, place=_room_of)
def enter_paper_list(command: EnterPaperList, unit: OpenUnit) -> Answer:
    """One entry: written down, numbered, counted in. What is amiss undoes the whole."""
    drafted = unit.perform(replace(command.draft, by_paper=True))
    if isinstance(drafted, Refused):
        return drafted
    ref = drafted.data["ref"]
    unit.perform(PrintList(submission=ref))
    seen = find_submission(unit.session, ref).version
    return unit.perform(
        CountIn(
            submission=ref,
            seen_version=seen,
            handed_by=command.handed_by,
            missing=command.missing,
        )
    )
