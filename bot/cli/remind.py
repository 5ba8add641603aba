"""`danggui remind`: what the clock would send at a moment, before it does.

Tickets only, as any channel may say them: numbers, posts and days, nobody's name; an organ's cases
stand in it for nobody. It is open to whoever sits at the machine, as the log's head is.
"""

from __future__ import annotations

from typing import Any

import click

from bot.cli import say
from bot.cli.exits import BadInput
from bot.cli.options import as_json, as_member


@click.command()
@click.option(
    "--at", "at", required=True, metavar="TIME", help="2026-12-04T09:00; a bare day is its end."
)
@click.option("--preview", is_flag=True, help="Required: only the clock sends.")
@as_member
@as_json
def remind(at: str, preview: bool, acting: str | None, as_json: bool) -> None:
    """Show what reminders would go out at TIME, to which posts, and what would be held or settled."""
    from bot.cli.house import open_house
    from bot.cli.who import demand_overseer, principal_of
    from bot.remind_preview import moment_of, preview_at

    if not preview:
        raise BadInput("Only the clock sends: say --preview to see what it would send.")
    when = moment_of(at)
    if when is None:
        raise BadInput(f"--at: {at} is no time; write 2026-12-04T09:00.")
    with open_house() as house:
        if acting:
            demand_overseer(house, principal_of(house, acting))
        law = house.dispatch.law
        body: dict[str, Any] = house.ask(lambda session: preview_at(session, law, when))
    say.result(body, as_json, "\n".join(_lines(body)))


def _lines(body: dict[str, Any]) -> list[str]:
    lines = [f"{body['at']}: {len(body['messages'])} messages, {len(body['held'])} held"]
    for it in body["messages"]:
        lines.append(f"  send  {it['to']}  {' / '.join(it['lines'])}")
    for it in body["held"]:
        lines.append(f"  hold  {it['to']}  {it['number']} until {it['send_at']} ({it['held_for']})")
    for it in body["settled"]:
        lines.append(f"  {it['outcome']}  {it['number']} {it['rung']}")
    return lines
