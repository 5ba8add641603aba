"""每走一步都按当时的事实问一次制度：提交时行的，签批、审核时未必还行。
The law is asked at each step with the facts of that moment; what it says is kept each time.
"""

from __future__ import annotations

from sqlmodel import col, update

from core.custody.custody import Custody
from core.decisions import KeptDecision
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.members.room import Room
from core.outcome import Outcome
from core.requests.approval import Approval
from core.requests.approve import ApproveRequest, RecordPaperApproval
from tests.support.lending import Lending, a_case


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


def change(world: Lending, statement: object) -> None:
    with world.house.database.writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


async def test_nothing_is_signed_before_the_form_is_printed(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    outcome = await world.approve(ref, world.leader, "unit_sign")
    assert laws(outcome) == ["form_not_printed"]
    assert world.request(ref).state == "submitted"
    assert world.house.all(Approval) == []
    await world.print_form(ref)
    assert (await world.approve(ref, world.leader, "unit_sign")).done


async def test_a_recorded_paper_signature_is_asked_about_too(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    paper = RecordPaperApproval(
        request=ref, step="unit_sign", signed_by=world.leader, seen_version=2
    )
    assert laws(await world.house.do(world.archivist, paper)) == ["form_not_printed"]


async def test_a_dossier_that_became_secret_goes_no_further(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    change(world, update(Dossier).values(secrecy=Secrecy.SECRET))
    assert laws(await world.room_review(ref)) == ["secret_dossier"]


async def test_a_volume_that_got_lost_goes_no_further(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    change(world, update(Volume).values(lost=True))
    assert laws(await world.room_review(ref)) == ["volume_lost"]


async def test_an_applicant_who_turns_out_to_be_the_subject_goes_no_further(
    world: Lending,
) -> None:
    ref = await a_case(world, "unit_signed")
    change(world, update(Cadre).values(member_id=world.contact))
    assert laws(await world.room_review(ref)) == ["applicant_is_subject"]


async def test_a_lending_reason_struck_off_the_list_goes_no_further(world: Lending) -> None:
    ref = await a_case(world, "unit_signed", world.lend())
    change(world, update(Room).values(lending_reasons=""))
    assert laws(await world.room_review(ref)) == ["loan_reason_unlisted"]


async def test_a_volume_that_is_out_is_a_warning_at_review(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    volume = world.house.all(Volume)[0].id or 0
    now = world.house.clock.now()
    world.house.keep(
        Custody(volume_id=volume, kind="move", opened_at=now, opened_by=world.archivist)
    )
    outcome = await world.room_review(ref)
    assert outcome.done
    assert [warn["law"] for warn in outcome.warns] == ["volume_out_at_review"]


async def test_every_volume_of_a_case_is_asked_about(world: Lending) -> None:
    two = world.shelve("GB-00002", volumes=2)
    ref = await a_case(world, "unit_signed", world.application(dossier=two.number))
    change(world, update(Volume).where(col(Volume.label) == two.labels[1]).values(lost=True))
    assert laws(await world.room_review(ref)) == ["volume_lost"]


async def test_each_asking_is_kept_with_its_step(world: Lending) -> None:
    ref = await a_case(world, "ready")
    kept = [k for k in world.house.all(KeptDecision) if k.about == ref]
    steps = [k.step for k in sorted(kept, key=lambda k: k.at)]
    assert sorted(steps) == ["room_review", "submit", "unit_sign"]


async def test_a_refused_signature_is_logged_and_remembered(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    seen = world.request(ref).version
    press = ApproveRequest(request=ref, step="unit_sign", seen_version=seen)
    first = await world.house.do(world.leader, press, key="one-press")
    await world.print_form(ref)
    again = await world.house.do(world.leader, press, key="one-press")
    assert (again.repeated, laws(again)) == (True, laws(first))
    assert [e.payload["step"] for e in world.house.log("request_refused")] == ["unit_sign"]
    assert world.request(ref).state == "submitted"
