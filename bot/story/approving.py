"""Approving in chat (审批): each at their turn, by the button on the card and the PIN."""

from __future__ import annotations

from bot.story.applying import Form, apply_for
from bot.story.person import Person
from bot.story.screen import in_state, token_of
from bot.story.stage import Case, Stage


async def token_on(person: Person, case: Case, state: str, label: str) -> str:
    """The token of a button on the case's card in this state, once the card offers it."""
    card = await person.screen.until(
        lambda e: in_state(e, case.ref, state) and bool(token_of(e, label)),
        0,
        f"卡片到“{state}”，有“{label}”",
    )
    return token_of(card, label)


async def approve(person: Person, case: Case, state: str, label: str) -> str:
    """Press and type the PIN; gives the words of the reply."""
    token = await token_on(person, case, state, label)
    return await person.press_and_read(token, person.persona.pin)


async def bring_to_ready(stage: Stage, contact: str, form: Form) -> Case:
    """From the application to volumes that wait at the counter, without the authority."""
    case = await apply_for(stage[contact], form)
    await stage[contact].command("print_form", request=case.ref)
    await approve(stage["leader"], case, "submitted", "确认已签批")
    await approve(stage["head"], case, "unit_signed", "同意")
    await make_ready(stage, case, "room_reviewed")
    return case


async def make_ready(stage: Stage, case: Case, state: str) -> None:
    """The archivist has fetched the volumes."""
    token = await token_on(stage.archivist, case, state, "已备妥")
    await stage.archivist.press_and_read(token)
