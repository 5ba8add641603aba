"""`danggui scans import`: images of one dossier, from a folder or a zip, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import say
from bot.cli.exits import BadInput, not_done
from bot.cli.options import as_json, as_member

if TYPE_CHECKING:
    from bot.cli.house import HouseAtHand
    from bot.scans.take_in import Problem
    from core.scans.import_scans import NewImage


@click.group()
def scans() -> None:
    """Digital copies of dossiers: import images and compare them with the catalogue."""


@scans.command("import")
@click.argument("dossier")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@as_member
@as_json
def import_scans(dossier: str, source: Path, acting: str | None, as_json: bool) -> None:
    """Import the images in SOURCE (a folder or a .zip) for DOSSIER, by number.

    Names say the place: 原始图像/9-1/02-003.jpg is class 9-1, serial 2, page 3. Any problem and
    nothing is imported (exit 1).
    """
    from bot.cli.house import open_house
    from bot.cli.who import principal_of
    from core.scans.import_scans import ImportScans

    with open_house() as house:
        principal = principal_of(house, acting)
        images, problems = _taken(house, source)
        if problems:
            _tell_problems(problems, as_json)
            raise not_done()
        done = house.do(principal, ImportScans(dossier=dossier, images=images)).data
    lines = [
        f"已收 {done['images']} 页，其中替换 {done['replaced']} 页；{done['unchanged']} 页与原来相同。",
        f"与目录核对：{done['waiting']} 处待处理。" if done["waiting"] else "与目录核对一致。",
    ]
    say.result(done, as_json, "\n".join(lines))


def _taken(house: HouseAtHand, source: Path) -> tuple[tuple[NewImage, ...], list[Problem]]:
    import asyncio

    from bot.assembly import intake_of
    from bot.scans.source import NoScans, from_folder, from_zip
    from bot.scans.take_in import take_in

    intake = intake_of(house.settings)
    try:
        if source.is_dir():
            return asyncio.run(take_in(intake, from_folder(source)))
        with source.open("rb") as packed:
            return asyncio.run(take_in(intake, from_zip(packed)))
    except NoScans as none:
        raise BadInput(str(none)) from none


def _tell_problems(problems: list[Problem], as_json: bool) -> None:
    rows = [{"path": it.path, "problem": it.text} for it in problems]
    told = [f"{it.path}：{it.text}" if it.path else it.text for it in problems]
    lines = [f"没有导入：有 {len(rows)} 处要改。", *told]
    say.result({"images": 0, "problems": rows}, as_json, "\n".join(lines))
