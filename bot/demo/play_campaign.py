"""A campaign and a difference in the demo (演示专项工作、重点信息): so that their pages are not empty."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from bot.demo.cast import Cast
from bot.demo.past_days import PastDays
from bot.demo.rooms_and_units import ROOMS, UNITS
from core.campaigns.add_batch import AddBatch
from core.campaigns.add_units import AddUnits
from core.campaigns.begin_campaign import BeginCampaign
from core.campaigns.campaign_unit import CampaignUnit
from core.campaigns.file_person import FilePerson
from core.campaigns.keep_problem import MoveProblem, OpenProblem
from core.campaigns.report_figures import ReportFigures
from core.campaigns.return_sheets import FiguresRow
from core.clock import local_date
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.keyfacts.record_shown_fact import RecordShownFact
from core.keyfacts.review_difference import DoubtDifference, WriteFinding
from core.materials.material import Material
from core.members.room import Room

COUNTY, ENTERPRISE = "东山县", "市供水集团"
OURS = [unit.name for unit in UNITS if unit.room == ROOMS[0]]
FIRST_BATCH = 6  # units
DOSSIER_AT = 40  # on the shelf: nobody's case
DISTRICT = (("东山县委组织部", 320, 900, 700, 60, 25), ("东山县教育局", 1150, 2100, 1500, 90, 80))
PERSONS = (
    ("works", "贺兰舟", "人事科科长", "0000-5550201", "备〔2026〕31号"),
    ("guides", "江望舒", "档案科副科长", "0000-5550101", "备〔2026〕32号"),
)


async def play_campaign(cast: Cast, days: PastDays) -> None:
    """Two batches, one that reports, persons, a problem that is followed."""
    today = local_date(days.now)
    room = await cast.dispatch.ask(_first_room)
    begun = await cast.do(
        "head",
        BeginCampaign(room_id=room, title="档案查漏补全专项工作", document="组通〔2026〕18号"),
    )
    ref = str(begun.data["campaign"])
    for first, last in ((-40, 12), (-10, 35)):
        starts_on, due_on = today + timedelta(days=first), today + timedelta(days=last)
        await cast.do("head", AddBatch(campaign=ref, starts_on=starts_on, due_on=due_on))
    await cast.do("archivist", AddUnits(campaign=ref, nth=1, names=tuple(OURS[:FIRST_BATCH])))
    outside = (COUNTY, ENTERPRISE)
    await cast.do(
        "archivist",
        AddUnits(campaign=ref, nth=2, names=tuple(OURS[FIRST_BATCH:]), outside=outside),
    )
    await _report(cast, today.isoformat())
    await _ledgers(cast, ref)


async def _report(cast: Cast, day: str) -> None:
    names = ("line", "dossiers", "owed", "closed", "explained", "overdue")
    rows = tuple(
        FiguresRow(row=at, as_of=day, **dict(zip(names, line, strict=True)))  # type: ignore[arg-type]
        for at, line in enumerate(DISTRICT, start=3)
    )
    county = await cast.dispatch.ask(lambda session: _joined(session, COUNTY))
    await cast.do("archivist", ReportFigures(unit=county, figures=rows))


async def _ledgers(cast: Cast, ref: str) -> None:
    unit = await cast.dispatch.ask(lambda session: _joined(session, ""))
    for part, name, post, telephone, document in PERSONS:
        filing = {"part": part, "name": name, "post": post, "telephone": telephone}
        await cast.do("archivist", FilePerson(unit=unit, document=document, **filing))
    long = OpenProblem(
        campaign=ref, kind="long", words="早年中专学籍材料须向原学校调取，学校已合并", unit=unit
    )
    problem = str((await cast.do("archivist", long)).data["problem"])
    move = {"step": "follow", "words": "已去函市职业教育中心，等回复"}
    await cast.do("archivist", MoveProblem(problem=problem, seen_version=1, **move))
    common = OpenProblem(
        campaign=ref, kind="common", words="学历证书复印件的盖章和日期各单位写法不一，待统一"
    )
    await cast.do("head", common)


async def play_key_facts(cast: Cast) -> None:
    """Three papers of one dossier; one of them is a year off, and somebody looks into it."""
    room = await cast.dispatch.ask(_first_room)
    born, papers = await cast.dispatch.work(lambda session: _papers(session, room))
    said = (born, born, f"{int(born[:4]) + 1}{born[4:]}")
    difference = ""
    for paper, value in zip(papers, said, strict=True):
        shown = RecordShownFact(fact="born", value=value, material=paper)
        difference = str((await cast.do("archivist", shown)).data["difference"])
    await cast.do("archivist", DoubtDifference(difference=difference, seen_version=1))
    words = "入职登记表由本人填写，与户籍底册差一年，已向公安户籍部门去函"
    await cast.do("archivist", WriteFinding(difference=difference, words=words))


def _papers(session: Session, room_id: int) -> tuple[str, list[str]]:
    """The cadre's month of birth, and lines of the catalogue written straight into it."""
    dossier, born = session.exec(
        select(Dossier, Cadre.born)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.room_id == room_id, Dossier.secrecy == Secrecy.NONE, Cadre.born != "")
        .order_by(col(Dossier.id))
    ).all()[: DOSSIER_AT + 1][-1]
    year = int(born[:4])
    rows = [
        Material(dossier_id=dossier.id or 0, class_code=code, title=title, formed=formed, pages=2)
        for code, title, formed in (
            ("6", "入团志愿书", f"{year + 15}.05.04"),
            ("4-1", "高等学校毕业生登记表", f"{year + 22}.06"),
            ("9-2", "录用登记表", f"{year + 23}.09"),
        )
    ]
    session.add_all(rows)
    return born.replace("-", "."), [row.ref for row in rows]


def _first_room(session: Session) -> int:
    return session.exec(select(Room).where(Room.name == ROOMS[0])).one().id or 0


def _joined(session: Session, name: str) -> str:
    """Who reports under this name, or the first of the rooms' own units."""
    rows = session.exec(
        select(CampaignUnit).where(CampaignUnit.name == name).order_by(col(CampaignUnit.id))
    )
    return rows.all()[0].ref
