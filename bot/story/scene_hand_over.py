"""Handing over (出库交接): refused until paper, cards, code and volume have all been seen."""

from __future__ import annotations

from bot.story import counter
from bot.story.approving import token_on
from bot.story.screen import shown_on
from bot.story.stage import Case, Stage

NOTHING_SEEN = {
    "consult_form_missing",
    "reader_unidentified",
    "volume_evidence_missing",
    "collection_code_invalid",
    "count_before_missing",
}


async def play(stage: Stage) -> None:
    case = stage.cases["main"]
    labels = await counter.labels_of(stage.archivist, case)
    await _refused(stage, case, labels, "什么都没核对就交接", NOTHING_SEEN)
    await counter.sight_form(stage.archivist, case, sealed=False)
    without_seal = NOTHING_SEEN - {"consult_form_missing"} | {"form_unsealed"}
    await _refused(stage, case, labels, "审批表没有盖章", without_seal)
    await counter.sight_form(stage.archivist, case)
    await counter.identify_readers(stage.archivist, case)
    await counter.count_out(stage.archivist, case, labels)
    unknown = await counter.present(stage.archivist, "CAAAAAAAAAAAA")
    stage.watched.same("扫一个不存在的取档码", "not_found", unknown.code)
    await _show_the_code(stage, case)
    await _refused(stage, case, labels, "没有扫案卷", {"volume_evidence_missing"})
    for label in labels:
        await stage.archivist.command("see_label", label=label)
    done = await counter.hand_over(stage.archivist, case, labels)
    observed = done.said
    if done.done:
        observed = shown_on(await stage["contact-a"].card(case.ref, "reading"))
    stage.watched.same(f"扫过 {len(labels)} 卷的标签再交接", "卡片：阅档中", observed)


async def _refused(
    stage: Stage, case: Case, labels: list[str], step: str, expected: set[str]
) -> None:
    answer = await counter.hand_over(stage.archivist, case, labels)
    stage.watched.same(step, "、".join(sorted(expected)), "、".join(sorted(answer.laws)))


async def _show_the_code(stage: Stage, case: Case) -> None:
    """The code is on the contact's screen only; the counter scans it."""
    contact = stage["contact-a"]
    token = await token_on(contact, case, "ready", "出示取档码")
    ticket = (await contact.press(token)).body.get("ticket") or {}
    presented = await counter.present(stage.archivist, str(ticket.get("code", "")))
    stage.watched.same("手机出示取档码", case.number, presented.data.get("number"))
