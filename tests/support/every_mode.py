"""各种方式的办件 / Cases of each mode, played to where their own steps begin."""

from __future__ import annotations

from typing import Any

from core.certificates.certificate import Certificate
from core.certificates.check_certificate import CheckCertificate
from core.certificates.draft_certificate import DraftCertificate
from core.certificates.look_up import LookUp
from core.outcome import Outcome
from core.requests.submit_request import SubmitRequest
from core.sheets.issue_sheets import IssueSheets
from core.sheets.make_copy import MakeCopy
from core.sheets.sheet import Sheet
from tests.support.lending import Lending, a_case

NAMED = "任免审批表、入党志愿书首页"
MATTER = "参加工作时间"


def certifying(world: Lending, **changes: Any) -> SubmitRequest:
    """An application to certify: nobody reads."""
    return world.application(mode="certify", readers=(), matter=MATTER, **changes)


def copying(world: Lending, **changes: Any) -> SubmitRequest:
    return world.application(mode="copy", copies_named=NAMED, **changes)


async def look_up(world: Lending, ref: str, *, without: str = "") -> Outcome:
    """Sight the form, see the volume, begin."""
    if without != "form":
        await world.sight(ref)
    if without != "label":
        for label in world.labels(ref):
            await world.see(label)
    seen = world.request(ref).version
    command = LookUp(request=ref, labels=world.labels(ref), seen_version=seen)
    return await world.house.do(world.archivist, command)


async def draft(world: Lending, ref: str, **changes: str) -> Outcome:
    written = {
        "template": "began_work",
        "finding": "1998年7月参加工作",
        "source": "九类《转正定级审批表》1999.08 第1页",
    }
    return await world.house.do(
        world.archivist, DraftCertificate(request=ref, **(written | changes))
    )


async def check(world: Lending, ref: str, who: int, **said: Any) -> Outcome:
    agreed = {"agrees": True} | said
    return await world.house.do(
        who, CheckCertificate(certificate=certificate(world, ref).ref, **agreed)
    )


def certificate(world: Lending, ref: str) -> Certificate:
    number = world.request(ref).id
    (found,) = [it for it in world.house.all(Certificate) if it.request_id == number]
    return found


def sheets(world: Lending, ref: str) -> list[Sheet]:
    number = world.request(ref).id
    return [it for it in world.house.all(Sheet) if it.request_id == number]


async def issue(world: Lending, ref: str, count: int = 1, reader: int = 1) -> Outcome:
    return await world.house.do(
        world.archivist, IssueSheets(request=ref, reader=reader, count=count)
    )


async def copy(world: Lending, ref: str, material: str = "任免审批表", pages: int = 2) -> Outcome:
    return await world.house.do(
        world.archivist, MakeCopy(request=ref, material=material, pages=pages)
    )


async def cases_of_modes(world: Lending) -> dict[str, str]:
    """A loan to pack, a copy with a sheet of each kind, certificates at each of their steps."""
    numbers = iter(range(40, 60))

    def other(asked: Any, **more: Any) -> SubmitRequest:
        number = next(numbers)
        kept = world.shelve(f"GB-000{number}", name=f"褚{number}")
        command: SubmitRequest = asked(dossier=kept.number, **more)
        return command

    cases = {"to_pack": await a_case(world, "ready", other(world.lend))}
    cases["copying"] = await a_case(world, "out", other(lambda **it: copying(world, **it)))
    await issue(world, cases["copying"])
    await copy(world, cases["copying"])
    for state in ("to_look_up", "looked_up", "drafted", "checked"):
        ref = await a_case(world, "ready", other(lambda **it: certifying(world, **it)))
        cases[state] = ref
        if state == "to_look_up":
            continue
        assert (await look_up(world, ref)).done
        if state == "looked_up":
            continue
        assert (await draft(world, ref)).done
        if state == "checked":
            assert (await check(world, ref, world.head)).done
    return cases
