"""Going live at the desk (导入): a workbook is uploaded, looked through, compared, and then imported.

The page is whole without a script; with one it follows the progress by itself.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.replies.roster_changes import (
    FIRST,
    as_changes,
    people_said,
    somebody_else,
    written_said,
)
from bot.replies.roster_problems import as_row
from bot.replies.words import error_words
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.desk.import_job import ImportJob, Stage
from bot.web.desk.shared import IMPORT, desk_shown, person_with
from bot.web.file_named import workbook
from bot.web.handed_in import handed_in
from bot.web.keys import DISPATCH, IMPORTS, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from core.holdings.roster.workbook import MOST_BYTES

STAGES = {
    Stage.READING: "读取工作簿",
    Stage.CHECKING: "核对各表",
    Stage.COMPARING: "与现有档案比对",
    Stage.WRITING: "写入",
}
SHEETS = (
    ("contacts", "联络员"),
    ("catalogue", "目录"),
    ("materials", "材料目录"),
    ("loans", "在借"),
)
MOMENT = 0.4  # seconds


@admits(SIGNED)
async def get_import(request: web.Request) -> web.Response:
    """Where this administrator's import stands."""
    return _page(request, await person_with(request, IMPORT))


@admits(SIGNED)
async def get_template(request: web.Request) -> web.Response:
    """The workbook that a room fills in on its first day."""
    from bot.replies.roster_template import template_workbook

    await person_with(request, IMPORT)
    return workbook(template_workbook(), "建室.xlsx")


@admits(SIGNED, csrf_inside=True)
async def post_import(request: web.Request) -> web.Response:
    """A workbook (multipart), or a press: `import` goes ahead, `cancel` drops it."""
    who = await person_with(request, IMPORT)
    desk, dispatch = request.app[IMPORTS], request.app[DISPATCH]
    why = ""
    if request.content_type == "multipart/form-data":
        name, content = await _uploaded(request)
        if name and len(content) <= MOST_BYTES:
            job = ImportJob(name=name[:80], began_at=dispatch.clock.now())
            desk.begin(who.member_id, job, content, dispatch)
        why = _why_not(name, content)
    else:
        form = await posted(request)
        demand_csrf(request, form.text("csrf"))
        if form.text("press") == "import":
            desk.go_ahead(who.member_id, request[PRINCIPAL], dispatch)
        elif form.text("press") == "cancel" and not desk.drop(who.member_id):
            why = "已经在写入了，一次写完，停不下来；写完可以在这里看到结果。"
    await desk.settle(who.member_id, MOMENT)
    return _page(request, who, why)


def _why_not(name: str, content: bytes) -> str:
    if not name:
        return "请先选一个文件。"
    megabytes = MOST_BYTES // (1024 * 1024)
    return f"这个文件超过 {megabytes} MB。请分成几个文件导入。" if len(content) > MOST_BYTES else ""


async def _uploaded(request: web.Request) -> tuple[str, bytes]:
    """The file's name and what is in it, at most a little more than is allowed."""
    handed = await handed_in(request, "file")
    demand_csrf(request, handed.fields.get("csrf", ""))
    return handed.name, await handed.content(MOST_BYTES)


def _page(request: web.Request, who: Person, why: str = "") -> web.Response:
    job = request.app[IMPORTS].of(who.member_id, request.app[DISPATCH].clock.now())
    context = {
        **desk_shown(request, who, "import"),
        "why": why,
        "job": _shown(job) if job else None,
    }
    return page(request, "desk/import.html.j2", context)


def _shown(job: ImportJob) -> dict[str, Any]:
    stages = list(STAGES)
    return {
        "name": job.name,
        "stage": str(job.stage),
        "under_way": STAGES.get(job.stage, ""),
        "done": stages.index(job.stage) if job.stage in STAGES else 0,
        "stages": len(stages),
        "problems": [as_row(problem) for problem in job.problems],
        "remarks": [as_row(remark) for remark in job.book.remarks],
        "counts": _counts(job),
        **_changes(job),
        "first": FIRST,
        "number": job.number,
        **_ended(job),
    }


def _changes(job: ImportJob) -> dict[str, Any]:
    if job.found is None:
        return {"changes": None, "somebody_else": ""}
    changes = as_changes(job.found)
    return {
        "changes": changes,
        "somebody_else": somebody_else(changes) if changes["somebody_else"] else "",
    }


def _counts(job: ImportJob) -> list[tuple[str, str]]:
    """What the workbook brings, by sheet."""
    found = job.found
    if found is None:
        return []
    people = [
        ("新增", f"{found.new} 人"),
        ("更新", f"{len(found.changed)} 人"),
        ("没有变化", f"{found.unchanged} 人"),
    ]
    others = [(said, len(getattr(job.book, name))) for name, said in SHEETS]
    return [*people, *((said, f"{count} 行") for said, count in others if count)]


def _ended(job: ImportJob) -> dict[str, Any]:
    outcome = job.outcome
    if outcome is None:
        return {"result": None, "not_done": ""}
    if outcome.done:
        counts = {name: outcome.data[name] for name in ("imported", "updated", "unchanged")}
        brought = {name: outcome.data[name] for name, _ in SHEETS if getattr(job.book, name)}
        result = {"people": people_said("已导入", counts), "written": written_said(brought)}
        return {"result": result, "not_done": ""}
    return {"result": None, "not_done": error_words(outcome.code)[1]}
