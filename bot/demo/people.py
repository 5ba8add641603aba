"""Invented cadres (虚构干部) for the demo archive: the same seed gives the same people.

Their id numbers start with 99, which no region has, so they belong to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bot.demo.invented_names import invented_name
from bot.demo.rooms_and_units import UNITS, DemoUnit
from core.holdings.roster import RosterRow, YearMonth
from core.holdings.roster.id_number import check_digit

FIRST_ROW = 2  # under a heading in row 1
BORN_FROM, BORN_TO = 1962, 2001
RETIRED_BORN_BEFORE = 1966

ETHNICITIES = ["汉族"] * 40 + ["苗族", "土家族", "回族", "满族", "壮族", "维吾尔族"]
STANDINGS = ["cpc_member"] * 14 + ["cpc_probationary", "cdl_member", "jiusan_member", "masses"]
FULLTIME = ("大专", "大学", "大学", "研究生")
INSERVICE = ("", "", "大学", "研究生", "省委党校研究生")
SECRECIES = ["none"] * 46 + ["work_secret"] * 3 + ["secret"]
LEADERS = ("局长", "副局长", "党组成员、副局长")
ORGAN_POSTS = ("科长", "副科长", "科员", "办公室主任", "")
ORGAN_RANKS = ("二级调研员", "四级调研员", "一级主任科员", "三级主任科员", "一级科员")
INSTITUTION_POSTS = ("主任", "副主任", "干部", "专业技术人员")
TITLES = ("none", "junior", "intermediate", "intermediate", "associate_senior", "senior")


def synthetic_people(seed: int, count: int) -> Iterator[RosterRow]:
    """`count` people (up to 99,999) spread over all units; no number comes twice."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    for index in range(count):
        yield _person(chance, index, UNITS[index % len(UNITS)])


def _person(chance: Random, index: int, unit: DemoUnit) -> RosterRow:
    gender = chance.choice(("male", "female"))
    born_year = chance.randint(BORN_FROM, BORN_TO)
    born = f"{born_year}-{chance.randint(1, 12):02}"
    standing = chance.choice(STANDINGS)
    leader = chance.random() < 0.15
    return RosterRow(
        row=FIRST_ROW + index,
        name=invented_name(chance),
        gender=gender,
        ethnicity=chance.choice(ETHNICITIES),
        born=YearMonth(born),
        began_work=YearMonth(f"{born_year + 22}-{chance.choice(('07', '08', '12'))}"),
        joined_party=YearMonth(f"{born_year + 24}-06") if standing.startswith("cpc") else "",
        party_standing=standing,
        fulltime_education=chance.choice(FULLTIME),
        inservice_education=chance.choice(INSERVICE),
        unit=unit.name,
        custody_authority="municipal" if leader else "departmental",
        id_number=_id_number(chance, index, born, gender),
        dossier_number=f"GB-{index + 1:05}",
        originals=2 if chance.random() < 0.1 else 1,
        duplicates=int(leader),
        slot=_slot(chance),
        secrecy=chance.choice(SECRECIES),
        room=unit.room,
        unit_nature=unit.nature,
        selected_graduate=chance.random() < 0.08,
        status=_status(chance, born_year),
        remark="",
        **_standing_in(unit, leader, chance),
    )


def _standing_in(unit: DemoUnit, leader: bool, chance: Random) -> dict[str, str]:
    if unit.nature == "organ":
        return {
            "post": chance.choice(LEADERS if leader else ORGAN_POSTS),
            "rank": chance.choice(ORGAN_RANKS),
            "establishment": "administrative",
            "personnel_kind": chance.choice(("civil_servant", "civil_servant", "equated")),
            "title_level": "none",
        }
    return {
        "post": chance.choice(INSTITUTION_POSTS),
        "rank": "",
        "establishment": "public_institution",
        "personnel_kind": "institution_staff",
        "title_level": chance.choice(TITLES),
    }


def _id_number(chance: Random, index: int, born: str, gender: str) -> str:
    """99 and the index in five digits keep it unique; the 17th digit is odd for men."""
    birth_date = f"{born.replace('-', '')}{chance.randint(1, 28):02}"
    region, series = divmod(index, 10)
    last = chance.randrange(0, 10, 2) + (gender == "male")
    first_17 = f"99{region:04}{birth_date}{series}{chance.randrange(10)}{last}"
    return first_17 + check_digit(first_17)


def _slot(chance: Random) -> str:
    return f"{chance.choice('ABCD')}-{chance.randint(1, 24):02}-{chance.randint(1, 6)}"


def _status(chance: Random, born_year: int) -> str:
    if born_year < RETIRED_BORN_BEFORE:
        return "retired" if chance.random() < 0.85 else "dead"
    return chance.choices(("in_post", "moved_out", "dead"), (96, 3, 1))[0]
