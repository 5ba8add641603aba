"""The facts that an appointment form tells (文件所载情况): to be looked through by a person, then recorded.

Of rewards only what is plainly one is proposed; of sanctions nothing is: their papers come from their
organ, not from a résumé.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.gaps.cadre_fact import FactKind
from core.gaps.facts_of_cadre import LEVEL_WORDS, WAYS, level_of
from core.gaps.lrm.appointment_form import AppointmentForm
from core.gaps.record_fact import FactLine

MOST_FACTS = 60
LONGEST = 60
_SPAN = re.compile(
    r"^\s*(\d{4})[.年/-]?\s*(\d{1,2})\s*月?\s*(?:[—–~～至-]+\s*(?:\d{4}[.年/-]?\s*\d{0,2}\s*月?|今|至今)?)?[\s、,，:：]*(.*)$"
)
_STUDY = ("学习", "在读", "攻读", "学员", "专业毕业")
_SENIOR = re.compile(
    r"(科长|处长|局长|部长|主任|书记|县长|区长|市长|乡长|镇长|厅长|院长|校长|调研员|巡视员|秘书长|组长|委员)"
)
_POST = re.compile(r"(科员|办事员|干事|干部|职员|秘书|助理|专干)")
_REWARD = re.compile(
    r"(\d{4})\s*[年.][^；;。\n]*?(?:嘉奖|立功|等功|表彰|先进|优秀|劳动模范|奖)[^；;。\n]*"
)
_ABSENT = re.compile(r"(\d{4})\s*年?度?[^；;，,。\n]{0,12}?(?:未参加|不参加|未考核)")
_NOT_A_REWARD = ("处分", "警告", "记过", "诫勉", "撤职")


def facts_told(form: AppointmentForm) -> list[FactLine]:
    """Degrees, posts, titles, rewards, years without a review; each once, MOST_FACTS at most."""
    found = {
        (it.kind, it.occasion): it
        for it in (*_degrees(form), *_posts(form), *_rewards(form), *_absent(form))
    }
    return list(found.values())[:MOST_FACTS]


def _degrees(form: AppointmentForm) -> Iterator[FactLine]:
    for way, words in (("fulltime", form.fulltime), ("inservice", form.inservice)):
        if level := level_of(words):
            name = LEVEL_WORDS[level] if level == "secondary" else WAYS[way] + LEVEL_WORDS[level]
            yield FactLine(FactKind.DEGREE, name, "", f"{way}_{level}")


def _posts(form: AppointmentForm) -> Iterator[FactLine]:
    for line in form.resume.splitlines():
        span = _SPAN.match(line)
        if span is None or any(word in span[3] for word in _STUDY):
            continue
        began = f"{span[1]}.{int(span[2]):02}"
        senior = _SENIOR.search(span[3])
        if not 1 <= int(span[2]) <= 12 or not (senior or _POST.search(span[3])):
            continue
        words = " ".join(span[3].split())
        occasion = f"{began} {words}"[:LONGEST].strip()
        yield FactLine(
            FactKind.APPOINTMENT, occasion, began, "section_up" if senior else "below_section"
        )


def _rewards(form: AppointmentForm) -> Iterator[FactLine]:
    for found in _REWARD.finditer(form.rewards):
        words = " ".join(found[0].split())
        if not any(word in words for word in _NOT_A_REWARD):
            yield FactLine(FactKind.AWARD, words[:LONGEST].strip(), found[1])


def _absent(form: AppointmentForm) -> Iterator[FactLine]:
    for found in _ABSENT.finditer(form.reviews):
        yield FactLine(FactKind.NOT_ASSESSED, found[1], found[1])
