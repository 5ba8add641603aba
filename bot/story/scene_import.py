"""A roster comes in (导入花名册), by the administrator and by nobody else."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.story.stage import Stage
from core.holdings.roster import read_roster

SAMPLE = Path(__file__).with_name("roster_sample.xlsx")


async def play(stage: Stage) -> None:
    await _print_the_head(stage)
    roster = read_roster(SAMPLE)
    rows: list[dict[str, Any]] = [
        asdict(row) | {"dossier_number": stage.dossier(row.dossier_number)} for row in roster.rows
    ]
    foreign = await stage["contact-a"].command("import_roster", rows=rows)
    stage.watched.same("联络员导入花名册", "404 not_found", foreign.said)
    administrator = stage["administrator"]
    first = await administrator.command("import_roster", rows=rows)
    again = await administrator.command("import_roster", rows=rows)
    expected = f"新增 {len(rows)} 人，0 处问题；再导一次，更新 {len(rows)} 人"
    observed = (
        f"新增 {first.data.get('imported')} 人，{len(roster.problems)} 处问题；"
        f"再导一次，更新 {again.data.get('updated')} 人"
    )
    stage.watched.same("系统管理员导入花名册", expected, observed)


async def _print_the_head(stage: Stage) -> None:
    """As for the day's register: the log will be held against this paper at the end."""
    if stage.instance.data_dir is None:
        return
    code, said = await stage.instance.danggui("audit", "head")
    stage.paper = said.split("\n")[0]
    stage.watched.same("打印当日日志签名", "退出码 0", f"退出码 {code}")
