"""报送材料 / A room, a unit with its contact and cadres, and submissions on their way to the counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.collection.count_in import CountIn
from core.collection.draft_submission import DraftSubmission
from core.collection.listed_piece import ListedPiece
from core.collection.piece import Piece
from core.collection.print_list import PrintList
from core.collection.submission import Submission
from core.outcome import Outcome
from tests.support.counter_case import Staff

REVIEW = ListedPiece(title="2025年度考核登记表", formed_on=date(2026, 11, 2), pages=2)
DIPLOMA = ListedPiece(title="研究生毕业证书复印件", form="sealed_copy", pages=1)
FORM = ListedPiece(title="干部任免审批表", formed_on=date(2026, 11, 10), pages=4)


@dataclass(frozen=True, slots=True)
class Intake:
    """The people of a room at their submissions."""

    staff: Staff

    async def draft(self, *pieces: ListedPiece, who: int = 0, **more: Any) -> Outcome:
        asked: dict[str, Any] = {"unit_id": self.staff.unit, "pieces": pieces or (REVIEW, FORM)}
        command = DraftSubmission(**(asked | more))
        return await self.staff.house.do(who or self.staff.contact, command)

    async def listed(self, *pieces: ListedPiece) -> Submission:
        """Drafted and printed by the unit's contact."""
        ref = (await self.draft(*pieces)).data["ref"]
        printed = await self.staff.house.do(self.staff.contact, PrintList(submission=ref))
        assert printed.done, printed
        return self.of(ref)

    async def count_in(self, submission: Submission, *missing: int, **more: Any) -> Outcome:
        seen = self.of(submission.ref).version
        asked = {"handed_by": "周文启", "missing": missing, "seen_version": seen} | more
        command = CountIn(submission=submission.ref, **asked)
        return await self.staff.house.do(self.staff.archivist, command)

    def of(self, ref: str) -> Submission:
        return next(it for it in self.staff.house.all(Submission) if it.ref == ref)

    def pieces(self, submission: Submission) -> list[Piece]:
        rows = [it for it in self.staff.house.all(Piece) if it.submission_id == submission.id]
        return sorted(rows, key=lambda it: it.serial)
