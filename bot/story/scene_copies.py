"""Copies and excerpts (复制摘录): numbered sheets counted back, copies only of what was named."""

from __future__ import annotations

from typing import Any

from bot.story import counter
from bot.story.applying import Form
from bot.story.approving import bring_to_ready
from bot.story.scene_return import RETURNER
from bot.story.stage import Case, Stage

DOSSIER, NAMED = "GS-0002", "2019年任免审批表"


async def play(stage: Stage) -> None:
    person = stage.archivist
    form = Form(dossier=stage.dossier(DOSSIER), mode="复制摘录", copies=NAMED)
    case = stage.cases["copies"] = await bring_to_ready(stage, "contact-a", form)
    await counter.everything_but_the_volume(person, case)
    labels = await counter.labels_of(person, case)
    for label in labels:
        await person.command("see_label", label=label)
    await counter.hand_over(person, case, labels)
    issued = await person.command("issue_sheets", request=case.ref, reader=1, count=2)
    numbers = issued.data.get("numbers", [])
    stage.watched.see("发两张摘录单", "两个不同的编号", "、".join(numbers), len(set(numbers)) == 2)
    unnamed = await person.command("make_copy", request=case.ref, material="考核表", pages=1)
    stage.watched.same("复制审批表没有列的材料", "copy_not_named", unnamed.code)
    made = await person.command("make_copy", request=case.ref, material=NAMED, pages=2)
    stage.watched.same("复制审批表所列的材料", "办成", made.said)
    await _sheets_first(stage, case, labels[-1], issued.data.get("sheets", []))
    for sheet in (issued.data["sheets"][0], made.data["sheet"]):
        await person.command("check_sheet", sheet=sheet, agrees=True, stamped=True)
        await person.command("take_sheet_away", sheet=sheet, reader=1)
    state = (await counter.look(person, case))["state"]
    stage.watched.same("摘录、复制逐张核对带走，办结", "closed", state)


async def _sheets_first(stage: Stage, case: Case, label: str, sheets: list[str]) -> None:
    """The last volume waits for the sheets; one sheet too few is noticed."""
    person = stage.archivist
    told: dict[str, Any] = {"returner": RETURNER, "agrees": True, **counter.AS_COUNTED}
    await person.command("take_back", label=label)
    early = await person.command("check_return", label=label, **told)
    stage.watched.same("摘录单还没交回就办结", "sheets_out", early.code)
    one = [{"sheet": sheets[0], "pages": 1}]
    short = await person.command("count_sheets_back", request=case.ref, sheets=one)
    stage.watched.same("发两张只交回一张", "sheets_uncounted", short.code)
    both = [*one, {"sheet": sheets[1], "pages": 0}]
    back = await person.command("count_sheets_back", request=case.ref, sheets=both)
    stage.watched.same("两张都交回，一张空白作废", 1, back.data.get("blank"))
    counted = await person.command("check_return", label=label, **told)
    stage.watched.same("摘录单收齐后清点", "办成", counted.said)
