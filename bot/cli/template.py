"""`danggui template`: the workbook that a room fills in on its first day."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import say
from bot.cli.exits import BadInput
from bot.cli.options import as_json


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over an existing file.")
@as_json
def template(file: Path, force: bool, as_json: bool) -> None:
    """Write FILE (.xlsx) with every sheet, its headings, examples and lists to choose from."""
    from bot.replies.roster_template import template_workbook

    if file.exists() and not force:
        raise BadInput(f"已有这个文件：{file.name}。请换一个名字，或加 --force 覆盖。")
    try:
        file.write_bytes(template_workbook())
    except OSError as error:
        raise BadInput(f"这里写不了文件：{error.strerror}。") from error
    body = {
        "file": str(file),
        "sheets": ["说明", "花名册", "单位", "联络员", "目录", "材料目录", "在借"],
    }
    say.result(body, as_json, f"已写好 {file.name}。请先看“说明”，再填“花名册”。")
