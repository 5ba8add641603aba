"""`danggui audit`: the log's head for the register, its verification, and an export to check alone.

`head` and `verify` say nothing about anyone and are open to whoever sits at the machine; an export
holds what the log says, so it names who asks and is itself logged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.cli import say
from bot.cli.exits import BadInput, Refused, not_done
from bot.cli.options import as_json, as_member


@click.group()
def audit() -> None:
    """The log (日志)."""


@audit.command()
@as_member
@as_json
def head(acting: str | None, as_json: bool) -> None:
    """Sign the log's head now and print it; it goes on the day's register."""
    from bot.cli.house import open_house
    from core.audit.chain import moment
    from core.audit.heads import head_text

    with open_house(guarded=False) as house:
        _demand_overseer_if_named(house, acting)
        signed = _signed_head(house)
    body = {
        "log_id": signed.log_id,
        "size": signed.size,
        "chain": signed.chain,
        "at": moment(signed.at),
        "key_id": signed.key_id,
        "signature": signed.signature,
        "text": head_text(signed),
    }
    say.result(body, as_json, f"{body['text']}\n{signed.size} entries, {body['at']}")


@audit.command()
@click.option("--head", "papers", multiple=True, metavar="TEXT", help="An older head, from paper.")
@as_member
@as_json
def verify(papers: tuple[str, ...], acting: str | None, as_json: bool) -> None:
    """Check every link, payload and signed head; exit 1 and the first bad entry if one is wrong."""
    from bot.cli.house import open_house
    from bot.log_check import check_log

    with open_house(guarded=False) as house:
        _demand_overseer_if_named(house, acting)
        keys = [house.public_key()]
        checked = house.ask(lambda session: check_log(session, keys, papers))
    if checked.unreadable:
        raise BadInput(f"--head: this is not the text of a head: {checked.unreadable}")
    body = {"whole": checked.whole, "size": checked.size, "problems": checked.problems}
    say.result(body, as_json, checked.said())
    if not checked.whole:
        raise not_done()


@audit.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@as_member
@as_json
def export(folder: Path, acting: str | None, as_json: bool) -> None:
    """Write log.jsonl, head.json, key.pub and verify_log.py into DIR (confidential)."""
    from bot.cli.house import open_house
    from bot.cli.who import demand_overseer, principal_of
    from core.audit.export import write_export
    from core.audit.signing_key import public_pem

    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty.")
    with open_house(guarded=False) as house:
        principal = principal_of(house, acting)
        demand_overseer(house, principal)
        house.note(principal, "log_exported", "log", "export")
        signed = _signed_head(house)
        pem = public_pem(house.signing_key())
        house.ask(lambda session: write_export(session, folder, signed, pem))
    body = {"folder": str(folder), "entries": signed.size}
    say.result(body, as_json, f"{folder}: {signed.size} entries. python verify_log.py {folder}")


@audit.command()
@as_member
@as_json
def guard(acting: str | None, as_json: bool) -> None:
    """Put missing guards back, once the log has been verified; exit 1 if it is not whole."""
    from bot.cli.house import open_house
    from bot.cli.who import demand_overseer, principal_of
    from bot.log_check import check_log
    from core.audit.guards import create_guards

    with open_house(guarded=False) as house:
        principal = principal_of(house, acting)
        demand_overseer(house, principal)
        keys = [house.public_key()]
        problems = house.ask(lambda session: check_log(session, keys)).problems
        missing = [each["guard"] for each in problems if "guard" in each]
        if len(missing) < len(problems):
            raise Refused("The log is not whole: `danggui audit verify` says where.")
        if missing:
            house.work(lambda session: create_guards(session.connection()))
            house.note(principal, "log_guards_restored", "log", "guards")
    say.result({"restored": missing}, as_json, f"{len(missing)} guards put back")


def _demand_overseer_if_named(house: Any, acting: str | None) -> None:
    from bot.cli.who import demand_overseer, principal_of

    if acting:
        demand_overseer(house, principal_of(house, acting))


def _signed_head(house: Any) -> Any:
    from core.audit.heads import sign_head

    key, now = house.signing_key(), house.clock.now()
    return house.work(lambda session: sign_head(session, key, now))
