"""Nobody approves their own request (不得审批自己的申请), not even as the leader's deputy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.replies.words import error_words
from bot.story.applying import Form, apply_for
from bot.story.counter import look
from bot.story.screen import shown_on, token_of
from bot.story.stage import Case, Stage

DOSSIER = "GS-0003"
SIGN = "确认已签批"


async def play(stage: Stage) -> None:
    contact = stage["contact-b"]
    case = await apply_for(contact, Form(dossier=stage.dossier(DOSSIER)))
    await contact.command("print_form", request=case.ref)
    deputy = await _appoint(stage, case)
    said = await _approve_own(stage, case)
    expected = error_words("same_person")[1]
    stage.watched.see(
        "受委托的联络员审批自己的申请", expected, said.split("（")[0], expected in said
    )
    ended = await stage["leader"].command("end_deputy", deputy=deputy)
    stage.watched.same("领导收回委托", "办成", ended.said)
    await contact.command("withdraw_request", request=case.ref)
    card = await contact.card(case.ref, "withdrawn")
    stage.watched.same("联络员撤回申请", "卡片：已撤回", shown_on(card))


async def _appoint(stage: Stage, case: Case) -> int:
    contact = (await look(stage["contact-b"], case))["applicant_id"]
    now = datetime.now(UTC)
    answer = await stage["leader"].command(
        "appoint_deputy",
        pin=True,
        deputy_id=contact,
        document="委托〔演示〕3号",
        valid_from=now.isoformat(),
        valid_to=(now + timedelta(hours=1)).isoformat(),
    )
    stage.watched.same("领导出差，委托本单位同志审批", "办成", answer.said)
    return int(answer.data["deputy"])


async def _approve_own(stage: Stage, case: Case) -> str:
    """A fresh card shows the deputy's buttons; pressing one is answered."""
    contact = stage["contact-b"]
    since = contact.screen.mark
    see = f"看 {case.number.split('〕')[-1].removesuffix('号')}"
    await contact.say("办理进度")
    shown = await contact.screen.until(lambda e: bool(token_of(e, see)), since, see)
    await contact.press(token_of(shown, see))
    card = await contact.screen.until(
        lambda e: e.get("ref") == case.ref and bool(token_of(e, SIGN)), since, SIGN
    )
    return await contact.press_and_read(token_of(card, SIGN), contact.persona.pin)
