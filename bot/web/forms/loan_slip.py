"""借条: what was lent, in which bag, carried by whom; signed by both sides."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import last_day, moment
from bot.replies.part import part_of
from bot.web.access import SIGNED, admits
from bot.web.forms.of_case import named_case
from bot.web.forms.sheet import back_to, printed_at, sheet
from bot.web.keys import DISPATCH
from bot.web.read_case import full_name
from core.custody.custody import Custody
from core.custody.sealed_package import SealedPackage
from core.errors import NotFound
from core.holdings.dossier import Volume
from core.requests.case import Case
from core.requests.request import Request


@admits(SIGNED)
async def get_loan_slip(request: web.Request) -> web.Response:
    """One slip per bag of the case, each in two halves: the room's and the unit's."""
    who, case = await named_case(request)
    found = await request.app[DISPATCH].ask(lambda session: bags_of(session, case))
    if not found:
        raise NotFound
    ways = request.app[DISPATCH].law.book.lists["carrying_ways"].items
    slips = [
        {**_slip(case, bag, labels, ways), "printed_at": printed_at(request)}
        for bag, labels in found
    ]
    halves = [{**slip, "half": half} for slip in slips for half in ("存档联", "借阅单位联")]
    context = {"slips": halves, "room": {"name": case.room}}
    return sheet(request, who, "loan_slip", back_to(who, case), context)


def bags_of(session: Session, case: Case) -> list[tuple[SealedPackage, list[str]]]:
    """The request's bags with the labels of the volumes in them; one still packed has all waiting."""
    bags = session.exec(
        select(SealedPackage)
        .join(Request, col(Request.id) == SealedPackage.request_id)
        .where(Request.ref == case.ref)
        .order_by(col(SealedPackage.id))
    ).all()
    return [(bag, _labels(session, case, bag)) for bag in bags]


def _labels(session: Session, case: Case, bag: SealedPackage) -> list[str]:
    if bag.left_at is None:
        return [line.label for line in case.lines if line.state == "waiting"]
    rows = select(Volume.label).join(Custody, col(Custody.volume_id) == Volume.id)
    return list(session.exec(rows.where(Custody.package_id == bag.id)).all())


def _slip(
    case: Case, bag: SealedPackage, labels: list[str], ways: dict[str, str]
) -> dict[str, Any]:
    lines = [line for line in case.lines if line.label in labels]
    everyone = [*case.readers, *case.former_readers]
    carriers = {bag.carrier_1, bag.carrier_2}
    return {
        "number": bag.slip_number,
        "case": case.number,
        "unit": case.unit,
        "reason": case.lending_reason,
        "bag": bag.number,
        "way": ways.get(bag.way, ""),
        "carriers": [full_name(it.name) for it in everyone if it.reader_id in carriers],
        "left": moment(bag.left_at) if bag.left_at else "",
        "due": last_day(lines[0].due_on, provisional=lines[0].is_provisional) if lines else "",
        "volumes": [
            {
                "number": line.dossier,
                "subject": full_name(line.subject),
                "part": part_of(line.kind, line.ordinal),
                "pieces": line.pieces,
                "pages": line.pages,
            }
            for line in lines
        ],
    }
