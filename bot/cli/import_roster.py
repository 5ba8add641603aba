"""`danggui import`: a workbook (花名册, 单位, 联络员, 目录, 在借), all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import say
from bot.cli.exits import BadInput, not_done
from bot.cli.options import as_json, as_member

if TYPE_CHECKING:
    from bot.cli.house import HouseAtHand
    from core.holdings.roster import Problem, Workbook
    from core.principal import Principal

STAGES = 3  # read, check, write or compare


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@as_member
@as_json
def import_roster(file: Path, dry_run: bool, acting: str | None, as_json: bool) -> None:
    """Import FILE (.xlsx). Any problem in it and nothing is imported (exit 1)."""
    from bot.cli.house import open_house
    from bot.cli.who import principal_of

    with open_house() as house:
        principal = principal_of(house, acting)
        with _progress("导入") as done:
            book = _read(file, house)
            done("核对")
            problems = book.problems or _checked(house, book)
            done("比对" if dry_run else "写入")
            if not problems:
                counts = _compared(house, book) if dry_run else _imported(house, principal, book)
            done("完成")
    if problems:
        _tell_problems(problems, as_json)
        raise not_done()
    _tell(counts, book, dry_run, as_json)


@contextmanager
def _progress(label: str) -> Iterator[Any]:
    """A bar on stderr, one step per stage; nothing moves where nobody watches."""
    import sys

    with click.progressbar(length=STAGES, label=label, file=sys.stderr) as bar:

        def done(stage: str) -> None:
            bar.label = f"{label}：{stage}"
            bar.update(1)

        yield done


def _read(file: Path, house: HouseAtHand) -> Workbook:
    from core.clock import local_date
    from core.holdings.roster import read_workbook

    try:
        return read_workbook(file, as_of=local_date(house.clock.now()))
    except OSError as error:
        raise BadInput(f"这个文件读不了：{error.strerror}。") from error


def _checked(house: HouseAtHand, book: Workbook) -> list[Problem]:
    from core.holdings.check_workbook import check_workbook

    return house.ask(lambda session: check_workbook(session, book))


def _imported(house: HouseAtHand, principal: Principal, book: Workbook) -> dict[str, Any]:
    from core.holdings.import_roster import ImportRoster

    command = ImportRoster(
        rows=tuple(book.rows),
        units=tuple(book.units),
        contacts=tuple(book.contacts),
        catalogue=tuple(book.catalogue),
        materials=tuple(book.materials),
        loans=tuple(book.loans),
        left_out=book.left_out,
    )
    data = house.do(principal, command).data
    people = ("imported", "updated", *(("unchanged",) if data["updated"] else ()))
    sheets = (name for name in SHEETS if getattr(book, name))
    return {name: data[name] for name in (*people, *sheets)}


def _compared(house: HouseAtHand, book: Workbook) -> dict[str, Any]:
    from bot.replies.roster_changes import as_changes
    from core.holdings.compare_roster import compare_roster

    found = house.ask(lambda session: compare_roster(session, book.rows, book.left_out))
    updated = found.unchanged + len(found.changed)
    sheets = {name: len(getattr(book, name)) for name in SHEETS if getattr(book, name)}
    return {"imported": found.new, "updated": updated, **sheets, "changes": as_changes(found)}


# The optional sheets, as the result counts them.
SHEETS = {"contacts": "联络员", "catalogue": "目录", "materials": "材料目录", "loans": "在借"}


def _tell(counts: dict[str, Any], book: Workbook, dry_run: bool, as_json: bool) -> None:
    from bot.replies.roster_changes import change_lines, people_said, written_said
    from bot.replies.roster_problems import as_row

    remarks = [as_row(remark) for remark in book.remarks]
    body = {**counts, "problems": [], **({"remarks": remarks} if remarks else {})}
    if dry_run:
        lines = [people_said("可以导入", counts | counts["changes"])]
        lines += [f"{said}：{counts[name]} 行。" for name, said in SHEETS.items() if name in counts]
        lines += change_lines(counts["changes"])
    else:
        lines = [people_said("已导入", counts)]
        lines += [f"{sheet}：{said}。" for sheet, said in written_said(counts)]
    if remarks:
        lines += [f"另有 {len(remarks)} 处请看一看，不影响导入：", *map(_line, remarks)]
    say.result(body, as_json, "\n".join(lines))


def _tell_problems(problems: list[Problem], as_json: bool) -> None:
    from bot.replies.roster_problems import as_row

    rows = [as_row(problem) for problem in problems]
    lines = [f"没有导入：有 {len(rows)} 处需要改。", *map(_line, rows)]
    say.result({"imported": 0, "updated": 0, "problems": rows}, as_json, "\n".join(lines))


def _line(row: dict[str, Any]) -> str:
    place = f"第 {row['row']} 行 " if row["row"] else ""
    return f"{row['sheet']} {place}{row['column'] or ''}：{row['problem']}"
