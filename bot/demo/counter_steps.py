"""The demo's steps at the counter (演示窗口各步): out on evidence, back, counted by two people."""

from __future__ import annotations

from typing import Any

from bot.channels.webchat.collection import new_collection_code
from bot.demo.demo_case import ARCHIVIST, DemoCase
from bot.demo.furnish import DEVICE
from core.custody.check_return import CheckReturn
from core.custody.count_before import CountBefore
from core.custody.hand_over import HandOver
from core.custody.pack_for_loan import PackForLoan
from core.custody.pause_reading import PauseReading
from core.custody.see_volume import SeeLabel, SeeTag
from core.custody.take_back import TakeBack
from core.principal import Principal
from core.requests.identify_reader import IdentifyReader
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.open_case import PresentCode
from core.requests.request import Mode
from core.requests.sight_form import SightForm

PIECES, PAGES = 12, 46


async def hand_over(case: DemoCase) -> None:
    """At the window: form, cards, code, label or tag, then the volumes."""
    form = SightForm(
        request=case.ref,
        signed=True,
        sealed=True,
        dated=True,
        matches=True,
        party_certified=True,
        avoidance_signed=True,
    )
    cards = [
        IdentifyReader(
            request=case.ref,
            ordinal=ordinal,
            card_kind="work_and_id",
            card_last4=f"{case.nth:02}{ordinal:02}",
        )
        for ordinal in (1, 2)
    ]
    await case.do(ARCHIVIST, form, *cards)
    await _present(case)
    await _see(case)
    await _count(case)
    seen = await case.version()
    await case.do(ARCHIVIST, HandOver(request=case.ref, labels=case.labels, seen_version=seen))


async def _count(case: DemoCase) -> None:
    """What is read here is counted with the readers; a loan is sealed in a numbered bag."""
    if case.script.mode == Mode.LEND:
        way = PackForLoan(
            request=case.ref, bag=f"D{case.nth:04}", way="unit_vehicle", carriers=(1, 2)
        )
        await case.do(ARCHIVIST, way)
        return
    counts = [
        CountBefore(request=case.ref, label=label, reader=1, pieces=PIECES, pages=PAGES)
        for label in case.labels
    ]
    await case.do(ARCHIVIST, *counts)


def _counted(case: DemoCase) -> dict[str, Any]:
    """What the return check is told: as it went out."""
    if case.script.mode == Mode.LEND:
        return {"bag": f"D{case.nth:04}", "seal_intact": True}
    return {"pieces": PIECES, "pages": PAGES}


async def _present(case: DemoCase) -> None:
    """Every other case comes with a paper slip instead of a phone."""
    carrier, who = ("paper", ARCHIVIST) if case.nth % 2 else ("screen", case.script.contact)
    hashed = hash_code(new_collection_code())
    await case.do(who, IssueCollectionCode(request=case.ref, carrier=carrier, code_hash=hashed))
    await case.do(ARCHIVIST, PresentCode(code_hash=hashed))


async def _see(case: DemoCase) -> None:
    now = case.cast.dispatch.clock.now()
    for label, tag in zip(case.labels, case.dossier.tags, strict=False):
        if tag is None or case.nth % 2:
            await case.do(ARCHIVIST, SeeLabel(label=label))
        else:
            seen = SeeTag(device=DEVICE, tag=tag, seen_at=now)
            await case.cast.do(Principal.bridge(DEVICE), seen)


async def pause(case: DemoCase) -> None:
    await case.do(ARCHIVIST, *(PauseReading(label=label) for label in case.labels))


async def take_back(case: DemoCase) -> None:
    await case.do(ARCHIVIST, *(TakeBack(label=label) for label in case.labels))


async def check(case: DemoCase) -> None:
    for label in case.labels:
        returned = CheckReturn(label=label, returner=case.readers[0], agrees=True, **_counted(case))
        await case.do(ARCHIVIST, returned)


async def differs(case: DemoCase) -> None:
    command = CheckReturn(
        label=case.labels[0],
        returner=case.readers[0],
        agrees=False,
        kind="pages_missing",
        remark="目录登记 3 页，清点 2 页",
    )
    await case.do(ARCHIVIST, command)
