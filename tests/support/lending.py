"""把办件办到某一步 / Cases played to a state by real commands, step by step."""

from __future__ import annotations

import itertools
from typing import Any

from core.custody.check_return import CheckReturn
from core.custody.count_before import CountBefore
from core.custody.hand_over import HandOver
from core.custody.pack_for_loan import PackForLoan
from core.custody.see_volume import SeeLabel
from core.custody.take_back import TakeBack
from core.outcome import Outcome
from core.requests.approve import ApproveRequest
from core.requests.identify_reader import IdentifyReader
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.make_ready import MakeReady
from core.requests.open_case import PresentCode
from core.requests.print_form import PrintForm
from core.requests.request import Source
from core.requests.sight_form import SightForm
from core.requests.submit_request import SubmitRequest
from tests.support.house import House
from tests.support.lending_room import LENDING_REASON, TWO, Kept, LendingRoom

__all__ = ["LENDING_REASON", "TWO", "Kept", "Lending", "a_case"]

FORM_TICKS = ("signed", "sealed", "dated", "matches", "party_certified", "avoidance_signed")
EVIDENCE = ("code", "label", "form", "card_1", "card_2", "count", "package")
PIECES, PAGES = 12, 30  # of every volume here
BEFORE_READY = ("submitted", "unit_signed", "room_reviewed", "authority_approved", "ready")
AFTERWARDS = ("out", "returned", "closed")


class Lending(LendingRoom):
    """The room, and every step of a case as the people there take it."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._codes = itertools.count(1)

    async def print_form(self, ref: str) -> Outcome:
        return await self.house.do(self.contact, PrintForm(request=ref))

    async def approve(self, ref: str, who: int, step: str, **how: Any) -> Outcome:
        """Approve the request as it now stands."""
        version = self.request(ref).version
        command = ApproveRequest(request=ref, step=step, seen_version=version)
        return await self.house.do(who, command, **how)

    async def unit_sign(self, ref: str) -> Outcome:
        await self.print_form(ref)
        return await self.approve(ref, self.leader, "unit_sign")

    async def room_review(self, ref: str) -> Outcome:
        return await self.approve(ref, self.head, "room_review")

    async def authority_approve(self, ref: str) -> Outcome:
        return await self.approve(ref, self.authority, "authority_approve")

    async def make_ready(self, ref: str, who: int = 0) -> Outcome:
        version = self.request(ref).version
        return await self.house.do(
            who or self.archivist, MakeReady(request=ref, seen_version=version)
        )

    async def issue(self, ref: str, carrier: str = "screen") -> str:
        """A new collection code; gives the code itself."""
        code = f"CODE{next(self._codes):08d}"
        command = IssueCollectionCode(request=ref, carrier=carrier, code_hash=hash_code(code))
        of_organ = self.request(ref).source == Source.ORGAN
        outcome = await self.house.do(self.archivist if of_organ else self.contact, command)
        assert outcome.done, outcome
        return code

    async def present(self, code: str) -> Outcome:
        return await self.house.do(self.archivist, PresentCode(code_hash=hash_code(code)))

    async def sight(self, ref: str, **ticks: bool) -> Outcome:
        seen = dict.fromkeys(FORM_TICKS, True) | ticks
        return await self.house.do(self.archivist, SightForm(request=ref, **seen))

    async def identify(self, ref: str, ordinal: int) -> Outcome:
        card = IdentifyReader(
            request=ref, ordinal=ordinal, card_kind="work_and_id", card_last4="002X"
        )
        return await self.house.do(self.archivist, card)

    async def see(self, label: str) -> Outcome:
        return await self.house.do(self.archivist, SeeLabel(label=label))

    async def count(self, ref: str, label: str, **counted: int) -> Outcome:
        """Count the volume with the first reader before it goes out."""
        given = {"reader": 1, "pieces": PIECES, "pages": PAGES} | counted
        return await self.house.do(self.archivist, CountBefore(request=ref, label=label, **given))

    async def pack(self, ref: str, **how: Any) -> Outcome:
        """Into a bag of its own, carried by both readers."""
        given = {"bag": f"D{ref}", "way": "unit_vehicle", "carriers": (1, 2)} | how
        return await self.house.do(self.archivist, PackForLoan(request=ref, **given))

    async def show_evidence(self, ref: str, *, without: str = "", labels: Any = ()) -> None:
        """Everything that a hand-over needs, but one."""
        if without != "code":
            await self.present(await self.issue(ref))
        if without != "label":
            for label in labels or self.labels(ref):
                await self.see(label)
        if without != "form":
            await self.sight(ref)
        for ordinal in (1, 2):
            if without != f"card_{ordinal}":
                await self.identify(ref, ordinal)
        if without != "count":
            for label in self.labels(ref):
                await self.count(ref, label)
        if without != "package" and self.request(ref).mode == "lend":
            await self.pack(ref)

    async def hand_over(self, ref: str, *labels: str) -> Outcome:
        version = self.request(ref).version
        command = HandOver(request=ref, labels=labels or self.labels(ref), seen_version=version)
        return await self.house.do(self.archivist, command)

    async def take_back(self, label: str, **when: Any) -> Outcome:
        return await self.house.do(self.archivist, TakeBack(label=label, **when))

    async def check(self, label: str, **count: Any) -> Outcome:
        whole = {"pieces": PIECES, "pages": PAGES, "bag": "D1", "seal_intact": True}
        counted = {"returner": "李一", "agrees": True, **whole} | count
        return await self.house.do(self.archivist, CheckReturn(label=label, **counted))


async def a_case(world: Lending, state: str, application: SubmitRequest | None = None) -> str:
    """A new case played up to this state; gives its reference.

    `authority_approved` needs a cadre whose custody authority asks for it; `out` has every
    volume handed over.
    """
    outcome = await world.house.do(world.contact, application or world.application())
    assert outcome.done, outcome
    ref: str = outcome.data["ref"]
    for step in _way_to(state, world.request(ref).authority_needed):
        done = await getattr(world, step)(ref)
        assert done.done, (step, done)
    if state in AFTERWARDS:
        await _afterwards(world, ref, state)
    return ref


def _way_to(state: str, authority_needed: bool) -> list[str]:
    steps = ["unit_sign", "room_review", "authority_approve", "make_ready"]
    if state not in AFTERWARDS:
        steps = steps[: BEFORE_READY.index(state)]
    return [step for step in steps if authority_needed or step != "authority_approve"]


async def _afterwards(world: Lending, ref: str, state: str) -> None:
    await world.show_evidence(ref)
    given = await world.hand_over(ref)
    assert given.done, given
    for label in world.labels(ref):
        if state in ("returned", "closed"):
            assert (await world.take_back(label)).done
        if state == "closed":
            assert (await world.check(label)).done
