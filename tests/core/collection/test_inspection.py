"""鉴别：合格的过，不合的退回并说清怎样补救，存疑的封存；另一人复核；全部有了结论才算鉴别完成。

Piece by piece: passed, returned with every reason and cure, not for filing, doubtful under seal.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from core.collection.check_piece import CheckPiece
from core.collection.decide_piece import drawn
from core.collection.doubt import Doubt
from core.collection.pick_up_returned import PickUpReturned
from core.collection.piece import Piece
from core.collection.piece_reason import PieceReason
from core.collection.print_return_slip import PrintReturnSlip
from core.collection.return_slip import ReturnSlip, SlipPiece
from core.collection.settle_doubt import SettleDoubt
from core.members.barred import Barred
from core.outcome import Outcome
from tests.support.inspecting import Inspecting


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def test_a_piece_in_order_passes(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    outcome = await world.decide(piece, pages=2)
    assert (outcome.done, world.now(piece).state) == (True, "passed")
    assert world.now(piece).decided_by == world.one


async def test_passing_what_is_amiss_is_refused_with_every_reason_and_changes_nothing(
    world: Inspecting,
) -> None:
    piece = world.piece(world.submission())
    outcome = await world.decide(piece, amiss=("signed", "sealed"))
    assert laws(outcome) == ["unsigned", "unsealed"]
    assert all(reason["remedy"] for reason in outcome.reasons)
    assert (world.now(piece).state, world.house.log("piece_decided")) == ("counted", [])


async def test_what_is_returned_keeps_reasons_and_cures(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    await world.decide(piece, "returned", amiss=("signed",), note="第二页缺考核意见")
    kept = {it.law: it for it in world.house.all(PieceReason)}
    assert kept.keys() == {"unsigned", "other"}
    assert kept["unsigned"].remedy.endswith("。")
    assert kept["other"].title == "第二页缺考核意见"


async def test_nothing_goes_back_without_a_reason(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    outcome = await world.decide(piece, "returned")
    assert (outcome.code, outcome.data["field"]) == ("bad_value", "reasons")
    assert world.now(piece).state == "counted"


@pytest.mark.parametrize(
    ("fields", "law"),
    [
        ({"pages": 1}, "pages_differ"),
        ({"formed_on": date(2099, 1, 1)}, "formed_in_future"),
        ({"formed_on": date(1979, 1, 1)}, "formed_before_birth"),
        ({"formed_on": date(1983, 1, 1)}, "formed_too_young"),
        ({"name": "王晓明"}, "listed_name_differs"),
    ],
)
async def test_a_flag_is_decided_by_a_person_as_so_or_harmless(
    world: Inspecting, fields: dict[str, object], law: str
) -> None:
    flags = {"listed_name_differs": "name_differs", "formed_in_future": "in_future"}
    flags |= {"formed_before_birth": "before_birth", "formed_too_young": "too_young"}
    flag = flags.get(law, law)
    piece = world.piece(world.submission())
    assert laws(await world.decide(piece, **fields)) == ["flags_undecided"]
    assert laws(await world.decide(piece, so=(flag,), **fields)) == [law]
    assert (await world.decide(piece, harmless=(flag,), **fields)).done


async def test_a_flag_that_nobody_raised_cannot_be_called_so(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    assert (await world.decide(piece, so=("pages_differ",), pages=2)).done


async def test_the_same_picture_under_two_pieces_is_pointed_at(world: Inspecting) -> None:
    sent = world.submission()
    one, other = world.piece(sent), world.piece(sent, 2)
    world.picture(one, "same")
    world.picture(other, "same")
    assert laws(await world.decide(other)) == ["flags_undecided"]
    assert laws(await world.decide(other, so=("same_content",))) == ["same_content"]


async def test_a_picture_that_shows_nothing_is_pointed_at(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    world.picture(piece, ink=0, sharpness=0)
    assert laws(await world.decide(piece, so=("picture_blank",))) == ["illegible"]
    assert (await world.decide(piece, harmless=("picture_blank",))).done


async def test_a_piece_about_nobody_cannot_pass_until_somebody_says_whose_it_is(
    world: Inspecting,
) -> None:
    piece = world.piece(world.submission(), dossier_id=None)
    assert (await world.decide(piece)).data["field"] == "dossier"
    assert (await world.decide(piece, dossier="GB-99999")).code == "not_found"
    assert (await world.decide(piece, dossier=world.number)).done
    assert world.now(piece).dossier_id == world.dossier


async def test_nobody_inspects_a_dossier_they_are_barred_from(world: Inspecting) -> None:
    today = world.house.clock.now().date()
    bar = Barred(
        member_id=world.one,
        dossier_id=world.dossier,
        document="组〔2026〕1号",
        since=today,
        entered_by=world.head,
    )
    world.house.keep(bar)
    piece = world.piece(world.submission())
    assert laws(await world.decide(piece)) == ["inspector_is_barred"]
    assert laws(await world.decide(piece, "returned", note="x")) == ["inspector_is_barred"]
    assert (await world.decide(piece, by=world.other)).done


async def test_an_old_page_changes_nothing(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    await world.decide(piece)
    from core.collection.decide_piece import DecidePiece

    stale = DecidePiece(piece=piece.ref, seen_version=1, result="returned", note="晚了")
    assert (await world.house.do(world.other, stale)).code == "stale"
    assert (await world.decide(piece, "returned", note="晚了")).code == "impossible_step"


# ── 复核 ────────────────────────────────────────────────────────────────────


async def check(world: Inspecting, piece: Piece, by: int, **given: object) -> Outcome:
    seen = world.now(piece).version
    command = CheckPiece(piece=piece.ref, seen_version=seen, **given)  # type: ignore[arg-type]
    return await world.house.do(by, command)


async def test_the_second_check_is_another_persons(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    await world.decide(piece)
    assert (await check(world, piece, world.one, agrees=True)).code == "same_person"
    assert (await check(world, piece, world.other, agrees=True)).done
    assert world.now(piece).checked_by == world.other


async def test_the_database_holds_that_another_checks(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    await world.decide(piece)
    kept = world.now(piece)
    kept.checked_by = world.one
    with pytest.raises(IntegrityError, match="another_checks"):
        world.house.keep(kept)


async def test_who_does_not_agree_says_why_and_the_piece_is_inspected_anew(
    world: Inspecting,
) -> None:
    piece = world.piece(world.submission())
    await world.decide(piece, "returned", amiss=("sealed",))
    assert (await check(world, piece, world.other, agrees=False)).data["field"] == "note"
    assert (await check(world, piece, world.other, agrees=False, note="章在背面")).done
    assert (world.now(piece).state, world.house.all(PieceReason)) == ("counted", [])
    assert (await world.decide(piece)).done


@pytest.mark.parametrize(("share", "least", "most"), [(0, 0, 0), (20, 10, 32), (100, 100, 100)])
def test_the_sample_is_as_large_as_the_rule_book_says(share: int, least: int, most: int) -> None:
    pieces = [Piece(submission_id=1, serial=n, title="x", ref=f"R{n}") for n in range(1, 101)]
    assert least <= sum(drawn(piece, share) for piece in pieces) <= most


# ── 完成、退回、存疑 ──────────────────────────────────────────────────────────


async def settled(world: Inspecting) -> tuple[int, Piece, Piece]:
    """A submission with a returned and a doubtful piece, checked where drawn, finished."""
    sent = world.submission()
    back, doubtful = world.piece(sent), world.piece(sent, 2, title="入党志愿书")
    await world.decide(back, "returned", amiss=("sealed",))
    await world.decide(doubtful, "doubtful", note="两处签名不是同一笔迹", seal="封-001")
    for piece in (back, doubtful):
        if world.now(piece).second_check:
            await check(world, piece, world.other, agrees=True)
    assert (await world.finish(sent)).done
    return sent, back, doubtful


async def test_inspection_ends_when_every_piece_is_decided_and_the_drawn_are_checked(
    world: Inspecting,
) -> None:
    sent = world.submission()
    one, two = world.piece(sent), world.piece(sent, 2)
    await world.decide(one)
    assert (await world.finish(sent)).code == "not_all_decided"
    await world.decide(two)
    kept = world.now(two)
    kept.second_check = True
    world.house.keep(kept)
    assert (await world.finish(sent)).code == "not_all_checked"
    for piece in (one, two):
        await check(world, piece, world.other, agrees=True)
    assert (await world.finish(sent)).done
    assert world.sent(sent).state == "inspected"


async def test_a_slip_names_what_goes_back_and_is_signed_once(world: Inspecting) -> None:
    sent, back, doubtful = await settled(world)
    (slip,) = world.house.all(ReturnSlip)
    assert [it.piece_id for it in world.house.all(SlipPiece)] == [back.id]
    assert (await world.house.do(world.one, PrintReturnSlip(slip=slip.ref))).done
    fetched = PickUpReturned(slip=slip.ref, by_whom="李一")
    assert (await world.house.do(world.one, fetched)).done
    assert world.now(back).state == "picked_up"
    assert (await world.house.do(world.other, fetched)).code == "impossible_step"
    assert world.sent(sent).state == "inspected", "the doubtful piece is not settled yet"
    assert world.now(doubtful).state == "doubtful"


async def test_a_doubtful_piece_is_sealed_with_a_number_and_says_why(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    assert (await world.decide(piece, "doubtful", note="笔迹不一")).data["field"] == "seal"
    assert (await world.decide(piece, "doubtful", seal="封-001")).data["field"] == "note"
    assert world.house.all(Doubt) == []


async def test_a_seal_number_is_used_once(world: Inspecting) -> None:
    sent = world.submission()
    await world.decide(world.piece(sent), "doubtful", note="x", seal="封-001")
    again = await world.decide(world.piece(sent, 2), "doubtful", note="x", seal="封-001")
    assert again.code == "taken"


@pytest.mark.parametrize(
    ("outcome", "state", "closed"),
    [("passed", "passed", False), ("returned", "returned", False), ("kept", "doubtful", True)],
)
async def test_a_doubt_is_settled_by_the_head_with_a_document(
    world: Inspecting, outcome: str, state: str, closed: bool
) -> None:
    sent, _, doubtful = await settled(world)
    (slip,) = world.house.all(ReturnSlip)
    await world.house.do(world.one, PickUpReturned(slip=slip.ref, by_whom="李一"))
    settle = SettleDoubt(
        piece=doubtful.ref, outcome=outcome, document="组函〔2026〕9号", note="补证"
    )
    assert (await world.house.do(world.one, settle)).code == "forbidden"
    assert (await world.house.do(world.head, settle)).done
    assert world.now(doubtful).state == state
    assert (world.sent(sent).state == "closed") is closed
    assert (await world.house.do(world.head, settle)).code == "impossible_step"


async def test_no_document_no_settlement(world: Inspecting) -> None:
    _, _, doubtful = await settled(world)
    settle = SettleDoubt(piece=doubtful.ref, outcome="passed", document=" ")
    assert (await world.house.do(world.head, settle)).data["field"] == "document"
    assert world.now(doubtful).state == "doubtful"


async def test_a_seal_is_not_broken_by_the_second_check(world: Inspecting) -> None:
    piece = world.piece(world.submission())
    await world.decide(piece, "doubtful", note="x", seal="封-001")
    outcome = await check(world, piece, world.other, agrees=False, note="没有问题")
    assert outcome.code == "impossible_step"
    assert world.now(piece).state == "doubtful"


async def test_the_submission_closes_with_its_last_piece(world: Inspecting) -> None:
    sent = world.submission()
    piece = world.piece(sent)
    await world.decide(piece, "not_for_filing", note="会议记录由本单位保存")
    if world.now(piece).second_check:
        await check(world, piece, world.other, agrees=True)
    await world.finish(sent)
    (slip,) = world.house.all(ReturnSlip)
    await world.house.do(world.one, PickUpReturned(slip=slip.ref, by_whom="李一"))
    assert world.sent(sent).state == "closed"
    assert world.sent(sent).ended_at is not None
