"""`danggui rules`: the rule book as it is, as it would be, and why a decision came out so."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import say
from bot.cli.exits import BadInput, not_done
from bot.cli.options import as_json, as_member
from bot.cli.rules_try import try_book

if TYPE_CHECKING:
    from rules.book import RuleBook

of_room = click.option("--room", metavar="NAME", help="The book of this archive room.")


@click.group()
def rules() -> None:
    """The rule book (制度规则库)."""


rules.add_command(try_book)


@rules.command("list")
@of_room
@as_json
def list_laws(room: str | None, as_json: bool) -> None:
    """Every law with its basis, and what a room has changed."""
    from rules.differences import differences, shipped
    from rules.handbook import handbook

    book = handbook(_book(room))
    own = differences(shipped(), book)
    how = {it.code: f"〔{it.how}〕" for it in own}
    lines = [
        f"{law.code}  {law.title}（{law.effect}）{how.get(law.code, '')}  {law.basis}"
        for law in book.laws
    ]
    body = asdict(book) | {"differences": [asdict(it) for it in own]}
    say.result(body, as_json, "\n".join([f"版本 {book.version}", *lines]))


@rules.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@as_json
def check(file: Path, as_json: bool) -> None:
    """Read FILE (or a folder) over the shipped book; exit 1 with every problem found."""
    from bot.cli.book_file import overlaid, tell_problems
    from rules.book import BookRefused

    try:
        book = overlaid(file)
    except BookRefused as refused:
        tell_problems(refused, as_json)
        raise not_done() from None
    body = {"version": book.version, "laws": len(book.laws), "problems": []}
    say.result(body, as_json, f"版本 {book.version}，{len(book.laws)} 条，没有问题。")


@rules.command()
@click.argument("decision")
@as_member
@as_json
def explain(decision: str, acting: str | None, as_json: bool) -> None:
    """Why DECISION came out as it did: each law, condition by condition."""
    import orjson

    from bot.cli.house import open_house
    from bot.cli.who import demand_overseer, principal_of
    from core.decisions import KeptDecision
    from core.requests.rooms import rooms_of_cases
    from rules import explain as explaining

    with open_house() as house:
        demand_overseer(house, principal_of(house, acting))
        kept = house.ask(lambda session: session.get(KeptDecision, decision.upper()))
        about = kept.about if kept else ""
        room = house.ask(lambda session: rooms_of_cases(session, [about]).get(about, ""))
        book = house.dispatch.law.of_room(room).book
    if kept is None:
        raise BadInput(f"There is no decision {decision}.")
    fired = tuple(code for code in kept.fired.split(",") if code)
    told = explaining.explain(orjson.loads(kept.facts) if kept.facts else {}, fired, book)
    body = {
        "decision": kept.ref,
        "at": kept.at.isoformat(),
        "about": kept.about,
        "step": kept.step,
        "allowed": kept.allowed,
        "book_version": kept.book_version,
        "facts_erased": kept.facts is None,
        "laws": [asdict(law) for law in told],
        "unknown": explaining.unknown_to(book, fired),
    }
    say.result(body, as_json, "\n".join(_lines(body)))


@rules.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: stdout.")
@click.option(
    "--slogans", type=click.Path(dir_okay=False, path_type=Path), help="Write this table too."
)
@of_room
@as_json
def handbook(output: Path | None, slogans: Path | None, room: str | None, as_json: bool) -> None:
    """The printed rule book (制度手册) as Markdown, and the table of slogans and their laws."""
    from bot.replies import handbook_text, slogan_text
    from rules import handbook as printed
    from rules.slogans import slogan_table

    book = _book(room)
    if slogans is not None:
        _write(slogans, slogan_text.as_markdown(slogan_table(book), book))
    text = handbook_text.as_markdown(printed.handbook(book))
    if output is not None:
        _write(output, text)
    written = [str(path) for path in (output, slogans) if path is not None]
    if as_json:
        say.result({"version": book.version, "written": written, "text": text}, as_json, "")
    elif not written:
        click.echo(text, nl=False)


def _write(output: Path, text: str) -> None:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, "utf-8")
    except OSError as error:
        raise BadInput(f"这里写不了文件：{error.strerror}。") from error
    say.progress(f"{output}: {len(text.splitlines())} lines")


def _book(room: str | None = None) -> RuleBook:
    """The house's book, or this room's; a room without rules of its own reads the house's."""
    from bot.cli.book_file import tell_problems
    from bot.settings import load_settings
    from rules.book import BookRefused
    from rules.room_books import load_books

    try:
        books = load_books(load_settings().rules_dir)
    except BookRefused as refused:
        tell_problems(refused, False)
        raise not_done() from None
    if room is None:
        return books.house
    if room not in books.rooms:
        has = "、".join(books.rooms) or "没有"
        raise BadInput(f"“{room}”没有自己的补充规定；有的是：{has}。")
    return books.rooms[room]


def _lines(body: dict[str, Any]) -> list[str]:
    verdict = "可以办理" if body["allowed"] else "不能办理"
    lines = [f"{body['decision']}  {body['at']}  {body['step']}  {verdict}  {body['book_version']}"]
    for law in body["laws"]:
        lines.append(
            f"{'●' if law['fired'] else '○'} {law['title']}（{law['law']}）  {law['basis']}"
        )
        lines += [f"    {each['sentence']}：{each['said']}" for each in law["conditions"]]
    return lines
