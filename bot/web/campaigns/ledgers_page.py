"""The ledgers of persons and problems (人员台账、问题台账); that of progress is the board's table."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web

from bot.replies.campaign_words import nth_batch
from bot.replies.dates import day
from bot.replies.words import choices, word
from bot.web.access import SIGNED, admits
from bot.web.campaigns.campaign_page import CampaignPage, Seen
from core.campaigns.ledgers import PersonLine, ProblemLine, persons_of, problems_of
from core.campaigns.questions import joined_units


@admits(SIGNED)
async def get_ledgers(request: web.Request) -> web.Response:
    return await LEDGERS.show(request)


def _rows(seen: Seen) -> dict[str, Any]:
    session, campaign = seen.session, seen.campaign
    return {
        "campaign": {
            "ref": campaign.ref,
            "title": campaign.title,
            "running": campaign.state == "running",
        },
        "persons": [_person(it) for it in persons_of(session, campaign)],
        "problems": [_problem(it, seen.today) for it in problems_of(session, campaign)],
        "units": [
            {"id": it.row.ref, "word": f"{nth_batch(it.batch.nth)}　{it.name}"}
            for it in joined_units(session, campaign.id)
        ],
        "parts": choices("campaign_part"),
        "kinds": choices("problem_kind"),
    }


LEDGERS = CampaignPage("campaigns/ledgers.html.j2", _rows)


def _person(it: PersonLine) -> dict[str, Any]:
    return {
        "id": it.row.id,
        "unit": it.unit,
        "part": word("campaign_part", it.row.part),
        "name": str(it.name),
        "post": it.row.post,
        "telephone": it.row.telephone,
        "document": it.row.document,
        "reported": it.row.reported,
    }


def _problem(it: ProblemLine, today: date) -> dict[str, Any]:
    row = it.row
    settled = row.settled_at is not None
    return {
        "ref": row.ref,
        "version": row.version,
        "unit": it.unit or "各单位",
        "kind": word("problem_kind", row.kind),
        "words": row.words,
        "state": word("problem_state", row.state),
        "settled": settled,
        "opened": day(row.opened_at),
        "due": day(row.due_on),
        "late": bool(row.due_on and row.due_on < today and not settled),
        "reported": row.reported,
        "notes": [{"when": day(note.at), "words": note.words} for note in it.notes],
    }
