"""Choosing volumes for a label sheet (打印档案标签)."""

from __future__ import annotations

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.desk.shared import LABELS, desk_shown, person_with
from bot.web.pages.templates import page


@admits(SIGNED)
async def get_labels_page(request: web.Request) -> web.Response:
    """By dossier numbers, or by a range of them; the sheet itself is /forms/labels."""
    who = await person_with(request, LABELS)
    return page(request, "desk/labels.html.j2", desk_shown(request, who, "labels"))
