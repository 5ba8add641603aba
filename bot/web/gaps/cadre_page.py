"""One cadre's gaps (一人查缺): all at once, how to cure each, the facts that they follow from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.gap_words import FACTS, GRADES, SOURCES, lacking
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.gaps.rows import books, gap_row
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.clock import local_date
from core.command import Command
from core.errors import NotFound
from core.gaps.cadre_fact import FactSource
from core.gaps.facts_of_cadre import happened
from core.gaps.gap import Gap
from core.gaps.lists import gaps_of_dossier
from core.gaps.lrm.facts_told import MOST_FACTS
from core.gaps.propose_explanation import ProposeExplanation
from core.gaps.record_fact import FactLine, RecordFacts
from core.gaps.reopen_gap import ReopenGap
from core.gaps.settle_explanation import SettleExplanation
from core.gaps.standing import recorded_facts
from core.gaps.withdraw_fact import WithdrawFact
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.masked import Masked
from core.materials.material import IN_DOSSIER, Material
from core.members.member import ROOM_ROLES
from core.members.scope import visible
from core.members.units import Unit

FIELDS = {
    "facts": "请至少勾选一项",
    "kind": "请选情况的种类",
    "occasion": "请写明是哪一次，未参加考核的写年份",
    "began": "时间请写成 2019、2019.05 或 2019.05.20",
    "grade": "层次与情况的种类对不上，请重选",
    "explanation": "请写明说明的文号和缺失原因，200 字以内",
}
WHOLE = 3  # the marks in a whole line
DONE = {
    "record": "已登记，缺失材料随之重算。",
    "record_told": "已按文件登记，缺失材料随之重算。",
    "withdraw": "已撤销，缺失材料随之重算。",
    "propose": "已提请，由另一位同志审定后销号。",
    "approve": "已审定，以说明代补，另行计数。",
    "decline": "已退回，仍列为缺失。",
    "reopen": "已重新列为缺失。",
}


@admits(SIGNED)
async def get_cadre_gaps(request: web.Request) -> web.Response:
    """Only the staff of the room that keeps the dossier."""
    return await cadre_page(request, await person_with(request, ROOM_ROLES))


@admits(SIGNED)
async def post_cadre_gaps(request: web.Request) -> web.Response:
    """One press, one command."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    name, number = form.text("press"), request.match_info["number"]
    verb = VERBS.get(name)
    if verb is None:
        raise NotFound
    outcome = await request.app[DISPATCH](request[PRINCIPAL], verb(form, number), form.key_of(name))
    if outcome.done:
        return await cadre_page(request, who, {"kind": "yes", "text": DONE[name]})
    said = FIELDS.get(str(outcome.data.get("field", ""))) if outcome.code == "bad_value" else None
    text = f"{said}。没有改动任何内容。" if said else sentence(outcome)
    return await cadre_page(request, who, {"kind": "no", "text": text}, dict(form.fields))


def _record(form: Posted, number: str) -> Command:
    line = FactLine(
        form.text("kind"), form.text("occasion"), form.text("began"), form.text("grade")
    )
    return RecordFacts(dossier=number, facts=(line,))


def _record_told(form: Posted, number: str) -> Command:
    """The ticked lines of a file: kind|began|grade|occasion each."""
    ticked = [form.text(f"fact_{nth}") for nth in range(MOST_FACTS)]
    parts = [line.split("|", 3) for line in ticked if line.count("|") >= WHOLE]
    lines = tuple(FactLine(kind, words, began, grade) for kind, began, grade, words in parts)
    return RecordFacts(dossier=number, facts=lines, source=FactSource.LRM)


def _withdraw(form: Posted, number: str) -> Command:
    return WithdrawFact(dossier=number, fact=form.number("fact"))


def _propose(form: Posted, _number: str) -> Command:
    return ProposeExplanation(
        gap=form.text("gap"),
        seen_version=form.number("version"),
        explanation=form.text("explanation"),
    )


def _settle(approve: bool) -> Callable[[Posted, str], Command]:
    def command(form: Posted, _number: str) -> Command:
        version = form.number("version")
        return SettleExplanation(gap=form.text("gap"), seen_version=version, approve=approve)

    return command


def _reopen(form: Posted, _number: str) -> Command:
    return ReopenGap(gap=form.text("gap"), seen_version=form.number("version"))


VERBS: dict[str, Callable[[Posted, str], Command]] = {
    "record": _record,
    "record_told": _record_told,
    "withdraw": _withdraw,
    "propose": _propose,
    "approve": _settle(True),
    "decline": _settle(False),
    "reopen": _reopen,
}


async def cadre_page(
    request: web.Request,
    who: Person,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
    told: list[dict[str, str]] | None = None,
) -> web.Response:
    """The page as it stands now; `told` are facts that a file proposes. Raises NotFound."""
    dispatch, number = request.app[DISPATCH], request.match_info["number"]
    today = local_date(dispatch.clock.now())

    def look(session: Session) -> dict[str, Any]:
        dossier, cadre, unit = cadre_seen(session, who, number)
        gaps = gaps_of_dossier(session, who.viewer, number)
        book = books(session, dispatch.law)(dossier.room_id)
        rows = [
            gap_row(it, book, today) | {"mine": it.explained_by == who.member_id} for it in gaps
        ]
        facts = recorded_facts(session, [cadre.id or 0]).get(cadre.id or 0, [])
        return {
            "cadre": _cadre(dossier, cadre, unit),
            "owed": [it for it in rows if it["open"]],
            "settled": [it for it in rows if not it["open"]],
            "elsewhere": _taken_out(session, gaps),
            "facts": [_fact(it) for it in happened(cadre, facts)],
        }

    context = {
        **desk_shown(request, who, "gaps"),
        **await dispatch.ask(look),
        "kinds": [{"id": code, "word": word} for code, word in FACTS.items()],
        "grades": [{"id": code, "word": word} for code, word in GRADES.items()],
        "draft": draft or {},
        "told": told or [],
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "gaps/cadre.html.j2", context)


def cadre_seen(session: Session, who: Person, number: str) -> tuple[Dossier, Cadre, Unit]:
    """The dossier, its cadre and unit. Raises NotFound, for one's own dossier too."""
    found: Any = select(Dossier, Cadre, Unit).join(Cadre, col(Cadre.id) == Dossier.cadre_id)
    found = found.join(Unit, col(Unit.id) == Cadre.unit_id).where(Dossier.number == number)
    row = session.exec(visible(found, Dossier, who.viewer)).first()
    if row is None or row[1].member_id == who.member_id:
        raise NotFound
    dossier, cadre, unit = row
    return dossier, cadre, unit


def _cadre(dossier: Dossier, cadre: Cadre, unit: Unit) -> dict[str, Any]:
    return {
        "number": dossier.number,
        "name": str(Masked(cadre.name)),
        "unit": unit.name,
        "began": cadre.began_work.replace("-", "."),
    }


def _taken_out(session: Session, gaps: list[Gap]) -> list[str]:
    """References of closed gaps whose paper lies in the dossier no longer."""
    papers = [it.material_id for it in gaps if it.state == "closed"]
    out = select(Material.id).where(
        col(Material.id).in_(papers), col(Material.state).not_in(IN_DOSSIER)
    )
    gone = set(session.exec(out).all())
    return [it.ref for it in gaps if it.material_id in gone]


def _fact(it: Any) -> dict[str, Any]:
    return {
        "id": it.fact,
        "what": lacking(FACTS[it.kind], it.occasion),
        "began": it.began,
        "source": SOURCES[it.source],
    }
