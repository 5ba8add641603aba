"""Asking about the rules (制度查询): answered from the rule book with its basis, by plain search."""

from __future__ import annotations

from bot.conversations.talk import Talk
from rules.book import RuleBook
from rules.law import Law

NAME = "ask_rules"
SHOWN = 3
USUAL = ("三不借", "三不查", "查阅人", "外借", "审批表", "用途", "涉密")


def begin(talk: Talk) -> None:
    talk.begin(NAME, "ask")
    talk.say("say_rules_ask", talk.choices([(word, word) for word in USUAL]) + talk.words("菜单"))


def answer(talk: Talk, text: str) -> None:
    """Quote the laws that speak of this; another question may follow."""
    found = laws_about(talk.book, text)
    buttons = talk.words("制度查询", "菜单")
    if not found:
        return talk.say("say_rules_none", buttons, asked=text[:20])
    return talk.say(
        "say_rules_found",
        buttons,
        laws=[_quoted(law) for law in found[:SHOWN]],
        more=max(len(found) - SHOWN, 0),
    )


def laws_about(book: RuleBook, text: str) -> list[Law]:
    """Laws whose title, slogan or cure holds the words; those with it in the title come first."""
    words = [w for w in text.replace("，", " ").split() if w]
    spoken = [law for law in book.laws if not law.sensitive]
    hits = [law for law in spoken if all(w in law.title + law.slogan + law.remedy for w in words)]
    return sorted(hits, key=lambda law: not all(w in law.title + law.slogan for w in words))


def _quoted(law: Law) -> dict[str, object]:
    basis = law.basis
    return {
        "title": law.title,
        "slogan": law.slogan,
        "remedy": law.remedy,
        "basis": {
            "instrument": basis.instrument,
            "article": basis.article,
            "status": basis.status,
        },
    }
