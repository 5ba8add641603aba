"""What is known of a cadre (干部情况): the roster's row and the recorded facts, as the rule book asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.gaps.cadre_fact import FactKind
from rules.facts.material import MaterialFacts

PARTY = frozenset({"cpc_member", "cpc_probationary"})
# From high to low; a word decides where it is found first.
LEVELS = (
    ("graduate", ("研究生", "博士", "硕士")),
    ("bachelor", ("本科", "学士", "大学")),
    ("college", ("大专", "专科", "高职")),
    ("secondary", ("高中", "中专", "中师", "职高", "技校")),
)
LEVEL_WORDS = {
    "graduate": "研究生",
    "bachelor": "本科",
    "college": "大专",
    "secondary": "高中、中专",
}
WAYS = {"fulltime": "全日制", "inservice": "在职"}
TITLES = {
    "senior": "正高级",
    "associate_senior": "副高级",
    "intermediate": "中级",
    "junior": "初级",
}
COUNTY_RANKS = ("处", "厅", "局级", "部级", "巡视员", "县级", "调研员")


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing of a cadre's life: kind, name of the occasion, YYYY[.MM[.DD]], grade; id if recorded."""

    kind: str
    occasion: str
    began: str = ""
    grade: str = ""
    fact: int = 0
    source: str = "roster"

    @property
    def year(self) -> int:
        """The year it happened, out of its day or its name; 0 if neither tells."""
        return year_in(self.began) or year_in(self.occasion)


def year_in(text: str) -> int:
    """The year at the beginning of a text; 0 where none stands there."""
    return int(text[:4]) if text[:4].isascii() and text[:4].isdigit() else 0


def happened(cadre: Any, recorded: Iterable[Happened]) -> tuple[Happened, ...]:
    """Everything known, recorded facts first; what the roster tells fills in what nobody recorded."""
    known = {(it.kind, it.occasion): it for it in recorded}
    titles = any(kind == FactKind.TITLE for kind, _ in known)
    for it in (*_degrees(cadre), *_title(cadre, titles)):
        known.setdefault((it.kind, it.occasion), it)
    return tuple(known.values())


def material_facts(cadre: Any, about: Happened | None, highest: str) -> MaterialFacts:
    """The sheet for one cadre and one occasion (None: what is asked for once)."""
    degree, study = _split(about)
    grade = about.grade if about else ""
    kind = about.kind if about else ""
    return MaterialFacts(
        personnel_kind=cadre.personnel_kind or "unknown",
        status=cadre.status,
        began_year=year_in(cadre.began_work),
        party_member=cadre.party_standing in PARTY,
        full_party_member=cadre.party_standing == "cpc_member",
        highest_education=highest,  # type: ignore[arg-type]
        county_rank=any(word in cadre.rank for word in COUNTY_RANKS),
        has_title=cadre.title_level in TITLES,
        occasion_year=about.year if about else 0,
        degree=degree,  # type: ignore[arg-type]
        study=study,  # type: ignore[arg-type]
        post_level=(grade or "section_up") if kind == FactKind.APPOINTMENT else "none",  # type: ignore[arg-type]
        sanction=(grade or "party") if kind == FactKind.SANCTION else "none",  # type: ignore[arg-type]
    )


def highest_of(things: Iterable[Happened]) -> str:
    """The highest level of education among them."""
    levels = {_split(it)[0] for it in things if it.kind == FactKind.DEGREE}
    return next((level for level, _ in LEVELS if level in levels), "unknown")


def level_of(words: str) -> str:
    """The level that a text like 大学本科 or 省委党校研究生 names; empty if none."""
    return next((level for level, marks in LEVELS if any(it in words for it in marks)), "")


def _degrees(cadre: Any) -> Iterator[Happened]:
    found = False
    told = (("fulltime", cadre.fulltime_education), ("inservice", cadre.inservice_education))
    for way, words in told:
        if level := level_of(words):
            found = True
            name = LEVEL_WORDS[level] if level == "secondary" else WAYS[way] + LEVEL_WORDS[level]
            yield Happened(FactKind.DEGREE, name, grade=f"{way}_{level}")
    if found:
        yield Happened(FactKind.DEGREE, LEVEL_WORDS["secondary"], grade="fulltime_secondary")


def _title(cadre: Any, known: bool) -> Iterator[Happened]:
    if not known and cadre.title_level in TITLES:
        yield Happened(FactKind.TITLE, TITLES[cadre.title_level])


def _split(about: Happened | None) -> tuple[str, str]:
    if about is None or about.kind != FactKind.DEGREE:
        return "unknown", "none"
    study, _, level = about.grade.partition("_")
    return level or level_of(about.occasion) or "bachelor", study or "fulltime"
