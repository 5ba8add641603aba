"""A photo of a code (拍照识别): where there is no camera to look through, and no script to read it.

The picture is read in memory by a child process and is gone afterwards.
"""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.bodies import BadBody
from bot.web.counter.page import counter_page, keeper
from bot.web.counter.panel import NO, Panel
from bot.web.counter.scan import answer_to
from bot.web.handed_in import handed_in
from bot.web.pages.person import Person
from bot.web.posted import Posted, of_fields
from core.files.codes_in_picture import MOST_BYTES, codes_in_picture
from core.files.limits import Limits

LIMITS = Limits(bytes_=MOST_BYTES, cpu_seconds=10, seconds=20)


@admits(SIGNED, csrf_inside=True)
async def post_photo(request: web.Request) -> web.Response:
    """Every code on the photo is answered as a scan; the last answer is shown."""
    who = await keeper(request)
    form, picture = await _received(request)
    texts = await codes_in_picture(picture, LIMITS) if picture else []
    if not texts:
        return await counter_page(request, who, _unread(form.text("case"), bool(picture)))
    return await counter_page(request, who, await _answered(request, who, form, texts))


async def _answered(request: web.Request, who: Person, form: Posted, texts: list[str]) -> Panel:
    panel = Panel(NO, "", "", form.text("case"))
    for number, text in enumerate(texts):
        fields = {**form.fields, "case": panel.ref}
        one = replace(form, fields=fields, key=f"{form.key}.{number}")
        panel = await answer_to(request, who, one, text)
    return panel


def _unread(ref: str, has_picture: bool) -> Panel:
    if not has_picture:
        return Panel(NO, "没有收到照片", "请选一张 JPEG 或 PNG 照片，不超过 20 兆。", ref)
    text = "请让二维码占满大半个画面、对焦清楚再拍一张；也可以键入码下面的字。"
    return Panel(NO, "照片上没有认出码", text, ref)


async def _received(request: web.Request) -> tuple[Posted, bytes]:
    """The fields before the picture, with our csrf text among them; then the picture."""
    handed = await handed_in(request, "photo")
    demand_csrf(request, handed.fields.get("csrf", ""))
    picture = await handed.content(MOST_BYTES)
    if len(picture) > MOST_BYTES:
        raise BadBody("too_large")
    return of_fields(handed.fields), picture
