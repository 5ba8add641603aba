"""At the counter (窗口): form, cards, code and label, each by the archivist's own command."""

from __future__ import annotations

from typing import Any

from bot.channels.webchat.collection import new_collection_code
from bot.story.answer import Answer
from bot.story.person import Person
from bot.story.stage import Case
from core.requests.issue_collection_code import hash_code

FULL_FORM = {
    "signed": True,
    "sealed": True,
    "dated": True,
    "matches": True,
    "party_certified": True,
    "avoidance_signed": True,
}
PIECES, PAGES = 12, 46
AS_COUNTED: dict[str, Any] = {"pieces": PIECES, "pages": PAGES}
AS_SEALED: dict[str, Any] = {"bag": "D-BACK", "seal_intact": True}


async def look(person: Person, case: Case) -> dict[str, Any]:
    """The case as it is now."""
    return await person.get(f"/api/v1/cases/{case.ref}")


async def labels_of(person: Person, case: Case) -> list[str]:
    return [line["label"] for line in (await look(person, case))["lines"]]


async def hand_over(person: Person, case: Case, labels: list[str]) -> Answer:
    """Hand over these volumes of the case as it is shown now."""
    seen = (await look(person, case))["version"]
    return await person.command("hand_over", request=case.ref, labels=labels, seen_version=seen)


async def sight_form(person: Person, case: Case, **ticks: bool) -> Answer:
    seen: dict[str, Any] = {"request": case.ref, **FULL_FORM, **ticks}
    return await person.command("sight_form", **seen)


async def identify_readers(person: Person, case: Case) -> None:
    """Both readers show their work card and id."""
    for ordinal in (1, 2):
        await person.command(
            "identify_reader",
            request=case.ref,
            ordinal=ordinal,
            card_kind="work_and_id",
            card_last4=f"10{ordinal:02}",
        )


async def count_out(person: Person, case: Case, labels: list[str]) -> None:
    """Pieces and pages of the opened classes, counted with the first reader."""
    for label in labels:
        await person.command(
            "count_before", request=case.ref, label=label, reader=1, pieces=PIECES, pages=PAGES
        )


async def pack(person: Person, case: Case, **how: Any) -> Answer:
    """Into a sealed bag, carried by both readers in the unit's car."""
    whole = {"bag": f"D-{case.ref[:8]}", "way": "unit_vehicle", "carriers": [1, 2]}
    return await person.command("pack_for_loan", request=case.ref, **(whole | how))


async def present(person: Person, code: str) -> Answer:
    """Scan or type a collection code."""
    plain = "".join(code.split()).upper()
    return await person.command("present_code", code_hash=hash_code(plain))


async def paper_slip(person: Person, case: Case) -> str:
    """Print a slip with a code of its own, for readers without a phone."""
    code = new_collection_code()
    await person.command(
        "issue_collection_code", request=case.ref, carrier="paper", code_hash=hash_code(code)
    )
    return code


async def everything_but_the_volume(person: Person, case: Case) -> None:
    """Form, cards, count and a paper slip, so that only the volume is missing."""
    await sight_form(person, case)
    await identify_readers(person, case)
    await count_out(person, case, await labels_of(person, case))
    await present(person, await paper_slip(person, case))


async def take_back_and_check(
    person: Person, label: str, returner: str, told: dict[str, Any] | None = None
) -> Answer:
    """The volume is back and its count agrees; `told` is what else the return check asks."""
    await person.command("take_back", label=label)
    return await person.command(
        "check_return", label=label, returner=returner, agrees=True, **(told or AS_COUNTED)
    )
