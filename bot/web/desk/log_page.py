"""The log's head (日志首签): signed, with QR and text, for the day's register."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.log_check import check_log
from bot.replies.dates import day, moment
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import LOG, desk_shown, person_with
from bot.web.keys import DISPATCH, SETTINGS
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from core.audit.entry import SignedHead
from core.audit.heads import (
    head_qr,
    head_text,
    latest_head,
    load_or_create_key,
    sign_head,
)


@admits(SIGNED)
async def get_log(request: web.Request) -> web.Response:
    """The newest signed head; nothing is signed by looking."""
    return await _log_page(request, await person_with(request, LOG), None)


@admits(SIGNED)
async def post_log(request: web.Request) -> web.Response:
    """Sign the head as the log stands now (`press=sign`), or verify the whole log (`verify`)."""
    who, form = await person_with(request, LOG), await posted(request)
    dispatch = request.app[DISPATCH]
    key, now = load_or_create_key(request.app[SETTINGS].keys_dir), dispatch.clock.now()
    if form.text("press") == "verify":
        checked = await dispatch.ask(
            lambda session: check_log(session, [key.public_key().public_bytes_raw()])
        )
        text = f"已从头核验 {checked.size} 条，" + (
            "前后相接，没有改动"
            if checked.whole
            else f"有 {len(checked.problems)} 处不符，请立即上报"
        )
        return await _log_page(
            request, who, {"holds": checked.whole, "text": text, "at": moment(now)}
        )
    await dispatch.work(lambda session: sign_head(session, key, now))
    return await _log_page(request, who, None)


async def _log_page(
    request: web.Request, who: Person, checked: dict[str, Any] | None
) -> web.Response:
    head = await request.app[DISPATCH].ask(latest_head)
    context = {
        **desk_shown(request, who, "log"),
        "head": _head(head) if head else None,
        "checked": checked,
    }
    return page(request, "log_head.html.j2", context)


def _head(head: SignedHead) -> dict[str, Any]:
    text = head_text(head)
    return {
        "date": day(head.at),
        "number": f"{head.size:,}".replace(",", " "),
        "at": moment(head.at),
        "hash_groups": _groups(head.chain, 4),
        "key_groups": _groups(head.key_id, 4),
        "svg": head_qr(text),
        "text": " ".join(_groups(text, 6)),
    }


def _groups(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]
