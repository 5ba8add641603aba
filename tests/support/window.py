"""A counter for tests: the archivist's browser, and the steps that lead up to a hand-over."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp.test_utils import TestServer

from tests.support.counter_case import Staff
from tests.support.web import Browser, Page

DOSSIER = "DW-0412"
CARDS = {
    "reader.1.seen": "yes",
    "reader.1.kind": "work_and_id",
    "reader.1.last4": "2071",
    "reader.2.seen": "yes",
    "reader.2.kind": "work_and_id",
    "reader.2.last4": "31ax",
}
ON_THE_FORM = ("signature", "seal", "date", "agrees", "party", "avoidance")
TICKS = {f"form.{name}": "yes" for name in ON_THE_FORM}
PIECES, PAGES = "46", "212"
COUNTS = {"count.order": "yes", "pieces": PIECES, "pages": PAGES}
BAG = {"bag": "D-77", "way": "unit_vehicle", "carrier.1": "yes", "carrier.2": "yes"}


@dataclass(frozen=True, slots=True)
class Window:
    """The counter of one room as its archivist works at it."""

    staff: Staff
    browser: Browser
    server: TestServer

    async def scan(self, text: str, case: str = "") -> Page:
        return await self.browser.post("/counter/scan", scan=text, case=case)

    async def ready(self, dossier: str = DOSSIER, **more: object) -> str:
        return await self.staff.ready(dossier, **more)

    async def ticked(self, ref: str, without: str = "") -> None:
        """Code shown, cards and form ticked, labels scanned: all there, or `without` the labels."""
        await self.scan(await self.staff.code(ref))
        version = str(self.staff.case(ref).version)
        await self.browser.post("/counter/readers", {"case": ref, "version": version, **CARDS})
        await self.browser.post("/counter/form", {"case": ref, "version": version, **TICKS})
        for label in self.staff.labels(ref) if without != "labels" else ():
            await self.scan(label, ref)

    async def hand_over(self, ref: str, **more: str) -> Page:
        version = str(self.staff.case(ref).version)
        return await self.browser.post(
            "/counter/handover", {"case": ref, "version": version, **self.going_out(ref), **more}
        )

    def going_out(self, ref: str) -> dict[str, str]:
        """The count of every volume, or the bag, as filled in before a hand-over."""
        if self.staff.case(ref).mode == "lend":
            return BAG
        counts: dict[str, str] = {}
        for label in self.staff.labels(ref):
            counts |= {f"count.{label}.pieces": PIECES, f"count.{label}.pages": PAGES}
        return counts

    async def out(self, dossier: str = DOSSIER, **more: object) -> str:
        """A case whose volumes were handed over."""
        ref = await self.ready(dossier, **more)
        await self.ticked(ref)
        page = await self.hand_over(ref)
        assert "可以出库" in page.result, page.result
        return ref

    async def check(self, ref: str, label: str, **more: str) -> Page:
        """The count of one volume with the first reader, everything ticked unless told otherwise."""
        given = {"case": ref, "label": label, "returner": "周文启", "act": "checked", **COUNTS}
        return await self.browser.post("/counter/check", {**given, **more})
