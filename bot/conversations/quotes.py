"""Quoting the rule book (引用规定): which laws, periods and lists answer a question in plain words.

No language model: the words themselves, else the pairs of characters that are rare in the book.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from rules.book import RuleBook
from rules.differences import marks
from rules.handbook import handbook
from rules.words import say_basis

LINES = ("periods", "lists", "purposes", "ladders", "materials")
MEANS = {
    "要几天还": "借阅期限",
    "最多几天": "借阅期限",
    "什么时候要还": "借阅期限",
    "什么时候还": "借阅期限",
    "借多久": "借阅期限",
    "几个人": "查档人员",
    "复印": "复制",
    "多久": "期限",
    "几天": "期限",
    "多长时间": "期限",
    "续借": "延期",
    "几次": "次数",
    "过期": "逾期",
}
# Pairs that are in every question, or in every law.
USUAL = {
    "可以",
    "档案",
    "什么",
    "怎么",
    "不能",
    "能不",
    "需要",
    "有没",
    "没有",
    "一个",
    "办理",
    "能查",
}
# A pair of characters counts the more, the fewer quotes bear it; below this, none was meant.
ENOUGH = 0.15


@dataclass(frozen=True, slots=True)
class Quote:
    """One law or line as it is quoted; `mark` is how the room has changed it."""

    title: str
    slogan: str
    said: str
    remedy: str
    basis: str
    mark: str

    @property
    def head(self) -> str:
        return self.title + self.slogan

    @property
    def text(self) -> str:
        return self.head + self.said + self.remedy

    def as_words(self) -> dict[str, Any]:
        """As the reply's template takes it."""
        names = ("title", "slogan", "said", "remedy", "basis", "mark")
        return {name: getattr(self, name) for name in names}


def quotes_about(book: RuleBook, question: str) -> list[Quote]:
    """What the book says of this, the closest first."""
    everything = quotes_of(book)
    words = _words(question)
    hits = [it for it in everything if words and all(word in it.text for word in words)]
    if hits:
        return sorted(hits, key=lambda it: not all(word in it.head for word in words))
    return _closest(everything, "".join(words))


def quotes_of(book: RuleBook) -> list[Quote]:
    """Everything that may be quoted, laws first."""
    printed = handbook(book)
    how = marks(printed)
    laws = [
        Quote(it.title, it.slogan, "", it.remedy, say_basis(it.basis), how.get(it.code, ""))
        for it in book.laws
    ]
    lines = [line for part in LINES for line in getattr(printed, part)]
    return laws + [Quote(it.title, "", it.said, "", it.basis, how.get(it.name, "")) for it in lines]


def _words(question: str) -> list[str]:
    for spoken, written in MEANS.items():
        question = question.replace(spoken, written)
    return "".join(" " if mark in "，。？?、！" else mark for mark in question).split()


def _closest(quotes: list[Quote], question: str) -> list[Quote]:
    pairs = {question[n : n + 2] for n in range(len(question) - 1)} - USUAL
    borne = Counter(pair for it in quotes for pair in pairs if pair in it.text)
    score = {
        it: sum((1 + (pair in it.head)) / borne[pair] for pair in pairs if pair in it.text)
        for it in quotes
    }
    near = [it for it in quotes if score[it] >= ENOUGH]
    return sorted(near, key=lambda it: -score[it])
