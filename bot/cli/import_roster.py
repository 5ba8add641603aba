"""`danggui import`: a roster workbook (花名册), all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.cli import say
from bot.cli.exits import BadInput, not_done
from bot.cli.options import as_json, as_member


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported; change nothing.")
@as_member
@as_json
def import_roster(file: Path, dry_run: bool, acting: str | None, as_json: bool) -> None:
    """Import FILE (.xlsx). Any problem in it and nothing is imported (exit 1)."""
    from bot.cli.house import open_house
    from bot.cli.who import principal_of

    with open_house() as house:
        principal = principal_of(house, acting)
        roster = _read(file, house)
        if roster.problems:
            _tell_problems(roster.problems, as_json)
            raise not_done()
        counts = _counted(house, roster.rows) if dry_run else _imported(house, principal, roster)
    body = {**counts, "problems": []}
    verb = "可以导入" if dry_run else "已导入"
    say.result(body, as_json, f"{verb} {counts['imported']} 人，更新 {counts['updated']} 人。")


def _read(file: Path, house: Any) -> Any:
    from core.clock import local_date
    from core.holdings.roster import read_roster

    try:
        return read_roster(file, as_of=local_date(house.clock.now()))
    except OSError as error:
        raise BadInput(f"这个文件读不了：{error.strerror}。") from error


def _imported(house: Any, principal: Any, roster: Any) -> dict[str, int]:
    from core.holdings.import_roster import ImportRoster

    data = house.do(principal, ImportRoster(rows=tuple(roster.rows))).data
    return {"imported": data["imported"], "updated": data["updated"]}


def _counted(house: Any, rows: Any) -> dict[str, int]:
    from sqlmodel import select

    from core.holdings.dossier import Dossier

    known = set(house.ask(lambda session: session.exec(select(Dossier.number)).all()))
    updated = sum(row.dossier_number in known for row in rows)
    return {"imported": len(rows) - updated, "updated": updated}


def _tell_problems(problems: Any, as_json: bool) -> None:
    from bot.replies.roster_problems import as_row

    rows = [as_row(problem) for problem in problems]
    lines = [f"没有导入：有 {len(rows)} 处需要改。", *map(_line, rows)]
    say.result({"imported": 0, "updated": 0, "problems": rows}, as_json, "\n".join(lines))


def _line(row: dict[str, Any]) -> str:
    place = f"第 {row['row']} 行 " if row["row"] else ""
    return f"{row['sheet']} {place}{row['column'] or ''}：{row['problem']}"
