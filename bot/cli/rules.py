"""`danggui rules`: the rule book as it is, as it would be, and why a decision came out so."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.cli import say
from bot.cli.exits import BadInput, not_done
from bot.cli.options import as_json, as_member
from bot.cli.rules_try import try_book


@click.group()
def rules() -> None:
    """The rule book (制度规则库)."""


rules.add_command(try_book)


@rules.command("list")
@as_json
def list_laws(as_json: bool) -> None:
    """Every law with its basis."""
    from rules.handbook import handbook

    book = handbook(_book())
    lines = [f"{law.code}  {law.title}（{law.effect}）  {law.basis}" for law in book.laws]
    say.result(asdict(book), as_json, "\n".join([f"版本 {book.version}", *lines]))


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
    from rules import explain as explaining

    with open_house() as house:
        demand_overseer(house, principal_of(house, acting))
        kept = house.ask(lambda session: session.get(KeptDecision, decision.upper()))
        book = house.dispatch.law.book
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
def handbook(output: Path | None, slogans: Path | None) -> None:
    """The printed rule book (制度手册) as Markdown, and the table of slogans and their laws."""
    from bot.replies import handbook_text, slogan_text
    from rules import handbook as printed
    from rules.slogans import slogan_table

    book = _book()
    if slogans is not None:
        _write(slogans, slogan_text.as_markdown(slogan_table(book), book))
    text = handbook_text.as_markdown(printed.handbook(book))
    if output is not None:
        _write(output, text)
    elif slogans is None:
        click.echo(text, nl=False)


def _write(output: Path, text: str) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, "utf-8")
    say.progress(f"{output}: {len(text.splitlines())} lines")


def _book() -> Any:
    from bot.settings import load_settings
    from rules.room_books import load_books

    return load_books(load_settings().rules_dir).house


def _lines(body: dict[str, Any]) -> list[str]:
    verdict = "可以办理" if body["allowed"] else "不能办理"
    lines = [f"{body['decision']}  {body['at']}  {body['step']}  {verdict}  {body['book_version']}"]
    for law in body["laws"]:
        lines.append(
            f"{'●' if law['fired'] else '○'} {law['title']}（{law['law']}）  {law['basis']}"
        )
        lines += [f"    {each['sentence']}：{each['said']}" for each in law["conditions"]]
    return lines
