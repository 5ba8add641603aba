"""A unit contact asks (申请): first everything that can be wrong at once, then as it should be."""

from __future__ import annotations

from dataclasses import replace

from bot.story.applying import Form, apply_for, fill_in
from bot.story.screen import shown_on
from bot.story.stage import Stage
from rules.book import load_book

MAIN, SUBJECT, SECRET, UNKNOWN = "GS-0001", "GS-0004", "GS-0005", "GS-9999"
WRONG = Form(
    dossier=SUBJECT,
    mode="借出",
    purpose="随便看看",
    reason="其他理由",
    readers=(("苗若澄", "其他人员，非党员"),),
)
ITS_LAWS = (
    "loan_reason_unlisted",
    "reader_outside_personnel",
    "reader_is_subject",
    "too_few_readers",
    "reader_not_party_member",
    "purpose_unlisted",
    "reader_answered_not_shown",
)


async def play(stage: Stage) -> None:
    contact = stage["contact-a"]
    said = await fill_in(contact, replace(WRONG, dossier=stage.dossier(SUBJECT)))
    fired = laws_in(said)
    stage.watched.see(
        "处处不合规定的外借申请",
        f"一次说全 {len(ITS_LAWS)} 条原因：{'、'.join(ITS_LAWS)}",
        f"{len(fired)} 条：{'、'.join(fired)}",
        set(fired) == set(ITS_LAWS),
    )
    secret = await fill_in(contact, Form(dossier=stage.dossier(SECRET)))
    unknown = await fill_in(contact, Form(dossier=stage.dossier(UNKNOWN)))
    alike = "同一句话" if secret == unknown else "两种说法"
    stage.watched.same("涉密档案与不存在的档案", "同一句话", alike)
    case = stage.cases["main"] = await apply_for(contact, Form(dossier=stage.dossier(MAIN)))
    card = await contact.card(case.ref, "submitted")
    stage.watched.same("照规定申请查阅两卷", "卡片：已提交", shown_on(card))


def laws_in(said: str) -> list[str]:
    """Codes of the laws whose titles a refusal quotes, in the order of the book."""
    return [law.code for law in load_book().laws if f"{law.title}。" in said]
