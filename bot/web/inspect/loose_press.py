"""Loose papers into their volume (零散材料装卷): one scan of the label, all that wait for it."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.inspect.queue import queue_page
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.posted import posted
from bot.web.told import sentence
from core.materials.bind_materials import BindMaterials
from core.materials.catalogue import volume_by_label
from core.materials.loose import loose_of


@admits(SIGNED)
async def post_loose(request: web.Request) -> web.Response:
    """The scanned label names the dossier; everything loose of it is bound together."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    label = form.text("volume")

    def waiting(session: Session) -> tuple[str, ...]:
        found = volume_by_label(session, label)
        if found is None or found[1].room_id not in who.rooms:
            return ()
        return tuple(it.ref for it in loose_of(session, found[1].id or 0))

    refs = await request.app[DISPATCH].ask(waiting)
    if not refs:
        said = "这个标签的卷没有等着装入的零散材料，请核对后再扫。没有改动任何内容。"
        return await queue_page(request, who, notice={"kind": "no", "text": said})
    command = BindMaterials(volume=label, materials=refs)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("bind"))
    if not outcome.done:
        return await queue_page(request, who, notice={"kind": "no", "text": sentence(outcome)})
    said = f"已装入卷内 {outcome.data['materials']} 件，卷的件数页数已更新。"
    return await queue_page(request, who, notice={"kind": "yes", "text": said})
