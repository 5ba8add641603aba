"""Presses on a dossier's digital copy: compare again, settle a mismatch, bring images in as a zip."""

from __future__ import annotations

from contextlib import closing

from aiohttp import web

from bot.scans.source import NoScans, from_zip
from bot.scans.take_in import Problem, take_in
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.handed_in import HandedIn, handed_in
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted, of_fields, posted
from bot.web.scans.dossier_page import dossier_page
from bot.web.told import sentence
from core.command import Command
from core.errors import NotFound
from core.members.member import Role
from core.outcome import Outcome
from core.scans.check_scans import CheckScans
from core.scans.import_scans import ImportScans, NewImage
from core.scans.settle_mismatch import SettleScanMismatch

MOST_BYTES = 200 * 1024 * 1024
MOST_IMAGES = 60  # what is written anew within the time that a person waits; more by the command
SAID = {
    "outcome": "请选怎样处理的。",
    "note": "请写明核对纸质的情况。",
    "secrecy": "涉密档案不在这里做数字副本。",
    "images": "图像的页次有重复或写得不对。",
}
STATES = {
    "still_found": "这一处仍核对不上，请先补扫或更正目录；确系如此的，选“核对纸质，确系如此”并写明。",
    "settled": "这一处已有人处理过了。",
}


@admits(SIGNED)
async def post_scans_of(request: web.Request) -> web.Response:
    """`press` is check or settle."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    number, press = request.match_info["number"], form.text("press")
    await dossier_page(request, who, number)  # of one's own room, or there is no such page
    command = _command(number, press, form)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(press))
    if not outcome.done:
        return await dossier_page(request, who, number, {"kind": "no", "text": _no(outcome)})
    said = "已登记处理结果。" if press == "settle" else _compared(outcome)
    return await dossier_page(request, who, number, {"kind": "yes", "text": said})


def _command(number: str, press: str, form: Posted) -> Command:
    if press == "check":
        return CheckScans(dossier=number)
    if press != "settle":
        raise NotFound
    return SettleScanMismatch(
        mismatch=form.text("mismatch"),
        seen_version=form.number("version"),
        outcome=form.text("outcome"),
        note=form.text("note"),
    )


@admits(SIGNED, csrf_inside=True)
async def post_scan_files(request: web.Request) -> web.Response:
    """A zip of images; every file through the intake, all of them or none."""
    who = await person_with(request, frozenset({Role.ARCHIVIST}))
    number = request.match_info["number"]
    await dossier_page(request, who, number)
    handed = await handed_in(request, "scans")
    demand_csrf(request, handed.fields.get("csrf", ""))
    form = of_fields(handed.fields)
    try:
        images, problems = await _taken(request, handed)
    except NoScans as none:
        images, problems = (), [Problem("", str(none))]
    if problems:
        said = f"没有导入：有 {len(problems)} 处要改。"
        return await dossier_page(request, who, number, {"kind": "no", "text": said}, problems)
    return await _imported(request, who, number, form, images)


async def _imported(
    request: web.Request, who: Person, number: str, form: Posted, images: tuple[NewImage, ...]
) -> web.Response:
    command = ImportScans(dossier=number, images=images)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("scans"))
    if outcome.code == "key_reused":  # the same form again seals the files anew
        said = {"kind": "yes", "text": "这一批已导入过，没有重复收存。"}
        return await dossier_page(request, who, number, said)
    if not outcome.done:
        return await dossier_page(request, who, number, {"kind": "no", "text": _no(outcome)})
    done = outcome.data
    text = f"已收 {done['images']} 页，其中替换 {done['replaced']} 页；{done['unchanged']} 页与原来相同。"
    said = {"kind": "yes", "text": text + _compared(outcome)}
    return await dossier_page(request, who, number, said)


async def _taken(
    request: web.Request, handed: HandedIn
) -> tuple[tuple[NewImage, ...], list[Problem]]:
    intake, size = request.app[INTAKE], 0
    with closing(intake.quarantine.new_file()) as packed:
        async for chunk in handed.chunks():
            size += len(chunk)
            if size > MOST_BYTES:
                raise NoScans("压缩包超过 200 MB，请分几次导入。")
            packed.write(chunk)
        if not size:
            raise NoScans("请选一个 zip 压缩包。")
        packed.seek(0)
        return await take_in(intake, from_zip(packed), MOST_IMAGES)


def _compared(outcome: Outcome) -> str:
    waiting = outcome.data["waiting"]
    return f"与目录核对：{waiting} 处待处理。" if waiting else "与目录核对一致。"


def _no(outcome: Outcome) -> str:
    known = SAID.get(str(outcome.data.get("field", "")), "")
    return known or STATES.get(str(outcome.data.get("state", "")), "") or sentence(outcome)
