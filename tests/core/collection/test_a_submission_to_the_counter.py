"""移交批次：填写清单、打印两份、当面清点份数、双方签字，移交时限即止；机关的材料不经单位联络员。
A submission is listed, printed, counted in by pieces; an organ's material never passes a contact.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.collection.change_submission import ChangeSubmission
from core.collection.draft_submission import DraftSubmission
from core.collection.enter_paper_list import EnterPaperList
from core.collection.listed_piece import ListedPiece, months_after
from core.collection.print_list import PrintList
from core.collection.submission import Submission
from core.collection.withdraw_submission import WithdrawSubmission
from core.holdings.cadre import Authority, Cadre
from core.members.member import Role
from core.requests.series_told import series_told
from tests.support.counter_case import a_dossier, staff_of
from tests.support.house import a_house
from tests.support.intake import DIPLOMA, FORM, REVIEW, Intake


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with a_house(tmp_path) as house:
        yield Intake(staff_of(house))


async def test_the_month_counts_from_the_earliest_day_on_the_list(intake: Intake) -> None:
    submission = await intake.listed(REVIEW, DIPLOMA, FORM)
    assert submission.formed_from == date(2026, 11, 2)
    assert submission.due_on == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 15), date(2027, 1, 15)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_a_shorter_month_ends_on_its_last_day(day: date, after: date) -> None:
    assert months_after(day, 1) == after


async def test_counting_in_counts_pieces_stops_the_clock_and_tells_the_sender(
    intake: Intake,
) -> None:
    submission = await intake.listed(REVIEW, DIPLOMA, FORM)
    outcome = await intake.count_in(submission, 2)
    assert outcome.data["counted"] == 2
    assert [piece.state for piece in intake.pieces(submission)] == ["counted", "missing", "counted"]
    now = intake.of(submission.ref)
    assert (now.state, now.handed_by, now.counted_by) == (
        "counted_in",
        "周文启",
        intake.staff.archivist,
    )
    assert now.inspect_by is not None
    (told,) = intake.staff.house.messages("submission_counted_in")
    assert told.member_id == intake.staff.contact


async def test_what_was_counted_in_is_not_counted_again(intake: Intake) -> None:
    submission = await intake.listed()
    await intake.count_in(submission)
    assert (await intake.count_in(submission)).code == "impossible_step"


async def test_a_stale_page_counts_nothing(intake: Intake) -> None:
    submission = await intake.listed()
    outcome = await intake.count_in(submission, seen_version=submission.version - 1)
    assert outcome.code == "stale"
    assert intake.of(submission.ref).state == "listed"


async def test_nothing_there_is_nothing_to_sign(intake: Intake) -> None:
    submission = await intake.listed(REVIEW)
    assert (await intake.count_in(submission, 1)).code == "nothing_counted"
    assert intake.pieces(submission)[0].state == "listed"


async def test_a_serial_that_is_not_on_the_list_cannot_be_missing(intake: Intake) -> None:
    submission = await intake.listed(REVIEW)
    assert (await intake.count_in(submission, 7)).data == {"field": "missing"}


async def test_an_empty_list_is_not_printed(intake: Intake) -> None:
    ref = (await intake.draft(pieces=())).data["ref"]
    house = intake.staff.house
    outcome = await house.do(intake.staff.contact, PrintList(submission=ref))
    assert outcome.code == "nothing_listed"


async def test_a_changed_list_gets_a_new_label_and_keeps_its_number(intake: Intake) -> None:
    first = await intake.listed(REVIEW)
    house, contact = intake.staff.house, intake.staff.contact
    await house.do(
        contact,
        ChangeSubmission(submission=first.ref, seen_version=first.version, pieces=(FORM,)),
    )
    assert (await intake.count_in(first)).code == "impossible_step"
    await house.do(contact, PrintList(submission=first.ref))
    again = intake.of(first.ref)
    assert again.number == first.number
    assert again.label != first.label


@pytest.mark.parametrize(
    "piece", [ListedPiece(title="处分决定"), ListedPiece(title="材料", kind="8-1")]
)
async def test_an_organs_material_never_passes_a_contact(
    intake: Intake, piece: ListedPiece
) -> None:
    refused = await intake.draft(REVIEW, piece)
    assert (refused.status, [it["nth"] for it in refused.data["pieces"]]) == ("refused", [2])
    (entry,) = intake.staff.house.log("submission_refused")
    assert entry.payload["laws"] == [it["law"] for it in refused.reasons]
    assert intake.staff.house.all(Submission) == []
    room = intake.staff.room
    entered = await intake.draft(
        piece, who=intake.staff.archivist, unit_id=None, organ="市纪委监委", room_id=room
    )
    assert entered.done


async def test_a_refused_list_names_every_line_with_all_its_reasons(intake: Intake) -> None:
    a_dossier(intake.staff, "DW-0413")
    (cadre,) = intake.staff.house.all(Cadre)
    cadre.custody_authority = Authority.MUNICIPAL
    intake.staff.house.keep(cadre)
    own = ListedPiece(title="自传", dossier="DW-0413")
    both = ListedPiece(title="党纪处分决定", dossier="DW-0413")
    refused = await intake.draft(own, REVIEW, both)
    told = [(it["nth"], [r["law"] for r in it["reasons"]]) for it in refused.data["pieces"]]
    above, eight = "superiors_material_by_contact", "class_eight_by_contact"
    assert told == [(1, [above]), (3, [eight, above])]
    assert len({it["law"] for it in refused.reasons}) == 2


async def test_a_refused_change_leaves_the_list_as_it_was(intake: Intake) -> None:
    ref = (await intake.draft(REVIEW)).data["ref"]
    row = intake.of(ref)
    command = ChangeSubmission(
        submission=ref, seen_version=row.version, pieces=(ListedPiece(title="处分决定"),)
    )
    assert (await intake.staff.house.do(intake.staff.contact, command)).status == "refused"
    assert [it.title for it in intake.pieces(row)] == [REVIEW.title]
    assert intake.of(ref).version == row.version


async def test_a_contact_does_not_draft_for_an_organ(intake: Intake) -> None:
    outcome = await intake.draft(REVIEW, unit_id=None, organ="市审计局", room_id=intake.staff.room)
    assert outcome.code == "forbidden"


async def test_a_contact_names_people_of_their_own_unit_alone(intake: Intake) -> None:
    staff = intake.staff
    elsewhere = staff.house.add_unit(staff.room)
    other = staff.house.add_member(Role.UNIT_CONTACT, unit=elsewhere)
    a_dossier(staff, "DW-0412")
    mine = ListedPiece(title="考核表", dossier="DW-0412")
    assert (await intake.draft(mine)).done
    outcome = await intake.draft(mine, who=other, unit_id=elsewhere)
    assert outcome.data == {"field": "dossier", "nth": 1}


@pytest.mark.parametrize(
    ("piece", "field"),
    [
        (ListedPiece(title=" "), "title"),
        (ListedPiece(title="表", pages=0), "pages"),
        (ListedPiece(title="表", formed_on=date(2126, 1, 1)), "formed_on"),
        (ListedPiece(title="表", form="fax"), "form"),
    ],
)
async def test_a_line_that_cannot_be_is_named_and_nothing_is_kept(
    intake: Intake, piece: ListedPiece, field: str
) -> None:
    outcome = await intake.draft(REVIEW, piece)
    assert outcome.data == {"field": field, "nth": 2}
    assert intake.staff.house.log("submission_drafted") == []


async def test_a_paper_list_is_entered_and_counted_in_at_once(intake: Intake) -> None:
    draft = DraftSubmission(unit_id=intake.staff.unit, pieces=(REVIEW, FORM))
    command = EnterPaperList(draft=draft, handed_by="周文启", missing=(2,))
    house = intake.staff.house
    outcome = await house.do(intake.staff.archivist, command)
    entered = intake.of(outcome.data["ref"])
    assert (entered.state, entered.by_paper, entered.pieces_counted) == ("counted_in", True, 1)
    told = house.messages("submission_counted_in")
    assert [it.member_id for it in told] == [intake.staff.contact]


async def test_what_is_amiss_on_a_paper_list_undoes_the_whole(intake: Intake) -> None:
    draft = DraftSubmission(unit_id=intake.staff.unit, pieces=(REVIEW,))
    command = EnterPaperList(draft=draft, handed_by="周文启", missing=(1,))
    outcome = await intake.staff.house.do(intake.staff.archivist, command)
    assert outcome.code == "nothing_counted"
    assert intake.staff.house.log("submission_drafted") == []


async def test_a_withdrawn_list_is_gone_from_the_counter(intake: Intake) -> None:
    submission = await intake.listed()
    command = WithdrawSubmission(submission=submission.ref, seen_version=submission.version)
    assert (await intake.staff.house.do(intake.staff.contact, command)).done
    assert (await intake.count_in(submission)).code == "impossible_step"


async def test_every_number_of_the_series_is_still_explained(intake: Intake) -> None:
    await intake.listed()
    with intake.staff.house.looking() as session:
        told = series_told(session, intake.staff.room, 2026)
    assert (told.given, told.unexplained) == (1, ())


async def test_the_log_says_who_handed_in_late(intake: Intake) -> None:
    submission = await intake.listed(REVIEW)
    intake.staff.house.clock.advance(days=60)
    await intake.count_in(submission)
    (entry,) = intake.staff.house.log("submission_counted_in")
    assert entry.payload["late"] is True
