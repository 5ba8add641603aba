"""Labels (档案标签、库位标签、脊背条): sheets of codes; a name stands on a spine slip only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.channels.webchat.collection import grouped
from bot.replies.part import part_of
from bot.replies.qr import qr_svg
from bot.web.access import SIGNED, admits
from bot.web.counter.page import keeper, rooms_kept
from bot.web.forms import chosen
from bot.web.forms.sheet import sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.read_case import full_name
from core.errors import NotFound
from core.holdings.print_spines import PrintSpines
from core.ids import opaque
from core.masked import Masked

LABELS_ON_A_PAGE = 24
SPINES_ON_A_PAGE = 14


@admits(SIGNED)
async def get_labels(request: web.Request) -> web.Response:
    """`?case=REF`, `?dossiers=A,B` or `?from=A&to=B`; `skip` places of the first sheet are used."""
    return await _labels(request, chosen.volumes, _volume)


@admits(SIGNED)
async def get_slot_labels(request: web.Request) -> web.Response:
    """`?slots=A,B`, or a range as `?slots=A 到 B`."""
    return await _labels(request, chosen.slots, _slot)


@admits(SIGNED)
async def get_spines(request: web.Request) -> web.Response:
    """As labels, with the name: whose were printed is in the log."""
    who = await keeper(request)
    rooms, dispatch = rooms_kept(who), request.app[DISPATCH]
    found = await dispatch.ask(lambda s: chosen.volumes(s, rooms, request.query))
    if not found:
        raise NotFound
    for room_id in sorted({row.room_id for row in found}):
        named = tuple(row.label for row in found if row.room_id == room_id)
        command = PrintSpines(room_id=room_id, labels=named)
        outcome = await dispatch(request[PRINCIPAL], command, f"spines:{opaque(24)}")
        if not outcome.done:
            raise NotFound
    context = {"pages": pages([_spine(row) for row in found], SPINES_ON_A_PAGE)}
    return sheet(request, who, "spine_slips", "/desk/labels", context)


async def _labels(
    request: web.Request,
    choose: Callable[[Any, frozenset[int], Mapping[str, str]], list[Any]],
    label: Callable[[Any], dict[str, str]],
) -> web.Response:
    who = await keeper(request)
    rooms, asked = rooms_kept(who), request.query
    found = await request.app[DISPATCH].ask(lambda session: choose(session, rooms, asked))
    if not found:
        raise NotFound
    skip = int(asked["skip"]) if asked.get("skip", "").isdecimal() else 0
    labels = [label(row) for row in found]
    context = {"pages": pages(labels, LABELS_ON_A_PAGE, skip)}
    return sheet(request, who, "volume_labels", "/desk/labels", context)


def pages(
    labels: list[dict[str, str]], on_a_page: int, skip: int = 0
) -> list[list[dict[str, str] | None]]:
    """The labels by page; None for each place of the first that is used already."""
    used: list[dict[str, str] | None] = [None] * min(skip, on_a_page - 1)
    places = used + list(labels)
    return [places[at : at + on_a_page] for at in range(0, len(places), on_a_page)]


def _volume(row: Any) -> dict[str, str]:
    return {
        "svg": qr_svg(row.label, on_paper=True),
        "number": row.number,
        "part": part_of(row.kind, row.ordinal, rebuilt=row.rebuilt is not None),
        "slot": row.slot or "",
        "code": grouped(row.label),
    }


def _slot(row: Any) -> dict[str, str]:
    return {
        "svg": qr_svg(row.label, on_paper=True),
        "number": row.code,
        "part": "库位",
        "slot": "",
        "code": grouped(row.label),
    }


def _spine(row: Any) -> dict[str, str]:
    return {**_volume(row), "name": full_name(Masked(row.name))}
