"""代查出证：无人阅档，一人查、另一人核，案卷不出室；证明编号盖章交单位，不交本人。
Certifying: one looks up, another checks (held by the database), the unit gets a numbered paper.
"""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.certificates.certificate import (
    CERTIFICATE_TRANSITIONS,
    Certificate,
    CertificateState,
    CertificateStep,
)
from core.certificates.hand_certificate import HandCertificate, PrintCertificate
from core.custody.custody import Custody
from core.errors import ImpossibleStep
from core.members.member import Role
from core.outcome import Outcome
from core.principal import Principal
from core.requests.expire_uncollected import ExpireUncollected
from tests.support.every_mode import certificate, certifying, check, draft, look_up
from tests.support.lending import Lending, a_case
from tests.support.restrictions import barred


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def looked_up(world: Lending) -> str:
    ref = await a_case(world, "ready", certifying(world))
    assert (await look_up(world, ref)).done
    return ref


async def drafted(world: Lending) -> str:
    ref = await looked_up(world)
    assert (await draft(world, ref)).done
    return ref


async def checked(world: Lending) -> str:
    ref = await drafted(world)
    assert (await check(world, ref, world.head)).done
    return ref


async def hand(world: Lending, ref: str, to: str = "许干事", sealed: bool = True) -> Outcome:
    command = HandCertificate(
        certificate=certificate(world, ref).ref, received_by=to, sealed=sealed
    )
    return await world.house.do(world.archivist, command)


async def test_what_is_to_be_certified_is_named_when_asking(world: Lending) -> None:
    asked = certifying(world)
    nothing = await world.house.do(world.contact, type(asked)(**{**fields(asked), "matter": ""}))
    assert laws(nothing) == ["certify_matter_missing"]
    assert (await world.house.do(world.contact, asked)).done


def fields(command: object) -> dict[str, object]:
    return {name: getattr(command, name) for name in command.__dataclass_fields__}  # type: ignore[attr-defined]


async def test_a_look_up_is_a_movement_inside_the_room(world: Lending) -> None:
    ref = await looked_up(world)
    (custody,) = world.house.all(Custody)
    assert (custody.kind, custody.closed_at, world.line_states(ref)) == (
        "certify", None, ["looking_up"],
    )  # fmt: skip
    assert [e.ref for e in world.house.log("look_up_begun")] == list(world.labels(ref))


@pytest.mark.parametrize(
    ("without", "law"), [("form", "consult_form_missing"), ("label", "volume_evidence_missing")]
)
async def test_a_look_up_needs_the_paper_and_the_volume(
    world: Lending, without: str, law: str
) -> None:
    ref = await a_case(world, "ready", certifying(world))
    assert laws(await look_up(world, ref, without=without)) == [law]
    assert world.line_states(ref) == ["waiting"]


async def test_who_looked_up_never_checks(world: Lending) -> None:
    ref = await drafted(world)
    assert (await check(world, ref, world.archivist)).code == "same_person"
    itself = update(Certificate).values(checked_by=Certificate.looked_up_by)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), world.house.database.writing() as connection:
        connection.execute(itself)


@pytest.mark.parametrize("second", ["head", "colleague"])
async def test_the_head_or_a_colleague_checks_and_the_volume_goes_back(
    world: Lending, second: str
) -> None:
    ref = await drafted(world)
    colleague = world.house.add_member(Role.ARCHIVIST, room=world.room)
    who = world.head if second == "head" else colleague
    outcome = await check(world, ref, who)
    assert outcome.data["number"].startswith("组档证〔2026〕")
    (custody,) = world.house.all(Custody)
    assert (custody.checked_by, custody.closed_at) == (who, world.house.clock.now())
    assert (world.line_states(ref), world.request(ref).state) == (["checked"], "ready")


async def test_a_colleague_of_another_room_does_not_check(world: Lending) -> None:
    ref = await drafted(world)
    stranger = world.house.add_member(Role.HEAD, room=world.house.add_room())
    assert (await check(world, ref, stranger)).code == "forbidden"


async def test_who_may_not_handle_the_dossier_does_not_check_either(world: Lending) -> None:
    ref = await drafted(world)
    barred(world, member_id=world.head)
    assert laws(await check(world, ref, world.head)) == ["handler_is_barred"]


async def test_what_does_not_agree_is_drafted_anew(world: Lending) -> None:
    ref = await drafted(world)
    assert (await check(world, ref, world.head, agrees=False)).code == "bad_value"
    assert (await check(world, ref, world.head, agrees=False, remark="应为8月")).done
    assert certificate(world, ref).state == "differs"
    assert (await check(world, ref, world.head)).code == "impossible_step"
    assert (await draft(world, ref, finding="1998年8月参加工作")).done
    assert (await check(world, ref, world.head)).done


async def test_nothing_is_printed_before_it_is_checked(world: Lending) -> None:
    ref = await drafted(world)
    command = PrintCertificate(certificate=certificate(world, ref).ref)
    assert (await world.house.do(world.head, command)).code == "impossible_step"
    await check(world, ref, world.head)
    assert (await world.house.do(world.head, command)).done
    assert len(world.house.log("certificate_printed")) == 1


async def test_it_is_handed_to_the_unit_sealed_and_the_case_closes(world: Lending) -> None:
    ref = await checked(world)
    assert (await hand(world, ref, sealed=False)).code == "bad_value"
    assert (await hand(world, ref, to=" ")).code == "bad_value"
    assert (await hand(world, ref)).done
    assert (certificate(world, ref).received_by, world.request(ref).state) == ("许干事", "closed")
    assert (await hand(world, ref)).code == "impossible_step"


@pytest.mark.parametrize("name", ["王小明", " 王 小明 "])
async def test_it_is_never_handed_to_the_person(world: Lending, name: str) -> None:
    ref = await checked(world)
    assert (await hand(world, ref, to=name)).code == "for_the_person"
    assert world.request(ref).state == "ready"


@pytest.mark.parametrize(
    "bad", [{"finding": " "}, {"source": ""}, {"template": "odd"}, {"finding": "长" * 401}]
)
async def test_a_finding_says_what_and_where(world: Lending, bad: dict[str, str]) -> None:
    ref = await looked_up(world)
    assert (await draft(world, ref, **bad)).code == "bad_value"
    assert world.house.all(Certificate) == []


async def test_nothing_is_certified_without_the_volume_on_the_desk(world: Lending) -> None:
    ref = await a_case(world, "ready", certifying(world))
    assert (await draft(world, ref)).code == "impossible_step"


async def test_a_volume_that_is_certified_from_is_not_handed_over(world: Lending) -> None:
    ref = await a_case(world, "ready", certifying(world))
    await world.show_evidence(ref, without="count")
    assert (await world.hand_over(ref)).code == "impossible_step"


async def test_what_the_room_looks_up_itself_does_not_expire(world: Lending) -> None:
    ref = await a_case(world, "ready", certifying(world))
    world.house.clock.advance(days=30)
    await world.house.do(Principal.clock(), ExpireUncollected())
    assert world.request(ref).state == "ready"
    assert (await look_up(world, ref)).done


async def test_what_was_found_stands_in_no_log(world: Lending) -> None:
    ref = await checked(world)
    await hand(world, ref)
    told = "".join(str(entry.payload) for entry in world.house.log())
    assert "1998" not in told
    assert "许干事" not in told


@pytest.mark.parametrize("state", CertificateState)
@pytest.mark.parametrize("step", CertificateStep)
def test_a_certificate_moves_as_the_table_says_and_not_otherwise(
    state: CertificateState, step: CertificateStep
) -> None:
    found = Certificate(state=state)  # type: ignore[call-arg]
    target = CERTIFICATE_TRANSITIONS.get((state, step))
    if target is None:
        with pytest.raises(ImpossibleStep):
            found.take(step)
    else:
        found.take(step)
    assert found.state == (target or state)
