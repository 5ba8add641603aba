"""Who is meant (所指何人): each line of a list as one dossier, or asked back with unit and birth year."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web
from sqlmodel import Session

from bot.web.counter.typed import Typed
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.read_case import full_name
from core.custody.whereabouts import Located, whereabouts
from core.holdings.look_up_list import MOST_LINES, LookUpList
from core.holdings.search import reach_of

# More people than this are no question: the line is too short.
MOST_CHOICES = 8


@dataclass(slots=True)
class Meant:
    """`numbers` in the order of the list; `asked` are lines with several people to choose from."""

    numbers: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, object]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)
    too_many: bool = False


async def who_is_meant(request: web.Request, who: Person, typed: Typed) -> Meant:
    """Look the lines up, logged as a reading; names stand open only after that."""
    lines = typed.lines
    if not lines or len(lines) > MOST_LINES:
        return Meant(too_many=bool(lines))
    command = LookUpList(lines=tuple(lines))
    dispatch = request.app[DISPATCH]
    outcome = await dispatch(request[PRINCIPAL], command, typed.form.key_of("list"))
    if not outcome.done:
        return Meant(unknown=lines)
    found: list[list[int]] = outcome.data["lines"]
    reach = reach_of(who.member_id, who.grants)

    def look(session: Session) -> dict[int, Located]:
        ids = [it for each in found for it in each]
        return {it.dossier_id: it for it in whereabouts(session, ids, reach)}

    return _sorted(typed, lines, found, await dispatch.ask(look))


def _sorted(
    typed: Typed, lines: list[str], found: list[list[int]], people: dict[int, Located]
) -> Meant:
    meant = Meant()
    for nth, (line, ids) in enumerate(zip(lines, found, strict=True)):
        choices = [people[it] for it in ids if it in people]
        picked = [it for it in choices if it.number == typed[f"pick.{nth}"]]
        if len(picked or choices) == 1:
            _take(meant, (picked or choices)[0])
        elif len(choices) > MOST_CHOICES and full_name(choices[0].name) != line:
            meant.vague.append(f"“{line}”有 {len(choices)} 人")
        elif choices:
            options = [{"id": it.number, "word": _said(it)} for it in choices]
            meant.asked.append({"nth": nth, "line": line, "options": options})
        elif any(letter.isdigit() for letter in line):
            meant.numbers.append(line.upper()[:30])  # the core says whether it may be named
        else:
            meant.unknown.append(line)
    return meant


def _take(meant: Meant, person: Located) -> None:
    meant.numbers.append(person.number)
    meant.words[person.number] = _said(person)


def _said(person: Located) -> str:
    born = f"{person.born[:4]} 年生" if person.born else "出生年份未登记"
    return f"{full_name(person.name)}　{person.unit}　{born}　{person.number}"
