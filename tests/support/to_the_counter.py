"""Bringing a case to the counter by real commands: submitted, signed, reviewed, made ready."""

from __future__ import annotations

from core.holdings.dossier import Volume
from core.ids import check_character, opaque
from core.requests.approve import ApproveRequest
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.make_ready import MakeReady
from core.requests.print_form import PrintForm
from core.requests.request import Request
from core.requests.submit_request import NamedReader, SubmitRequest
from tests.support.lending_world import World

READERS = (
    NamedReader(name="李一", is_personnel=True, is_party_member=True),
    NamedReader(name="赵二", is_personnel=True, is_party_member=True),
)


async def a_ready_case(world: World) -> str:
    """The reference of a case that waits for its readers."""
    command = SubmitRequest(
        unit_id=world.unit,
        dossier="GB-00001",
        mode="consult",
        purpose="personnel_work",
        purpose_detail="拟任干部考察",
        readers=READERS,
    )
    return await ready(world, command)


async def ready(world: World, command: SubmitRequest) -> str:
    """The same for this application."""
    ref = str((await world.house.do(world.contact, command)).data["ref"])
    await world.house.do(world.contact, PrintForm(request=ref))
    for who, step in ((world.leader, "unit_sign"), (world.head, "room_review")):
        seen = version(world, ref)
        await world.house.do(who, ApproveRequest(request=ref, step=step, seen_version=seen))
    await world.house.do(world.archivist, MakeReady(request=ref, seen_version=version(world, ref)))
    return ref


async def a_code(world: World, ref: str) -> str:
    """A fresh collection code of the case."""
    body = "C" + opaque(11)
    code = body + check_character(body)
    await world.house.do(
        world.contact,
        IssueCollectionCode(request=ref, carrier="screen", code_hash=hash_code(code)),
    )
    return code


def version(world: World, ref: str) -> int:
    return next(r.version for r in world.house.all(Request) if r.ref == ref)


def label_of(world: World) -> str:
    """The label on the world's one volume."""
    return next(v.label for v in world.house.all(Volume) if v.id == world.volume)
