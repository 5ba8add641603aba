"""Two units of their own (两家单位): three cadres, and a contact whom two officers appoint."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.story.gathering import OTHER, SAMPLE_OF, UNITS, clerk, unit_name
from bot.story.scene_import import SAMPLE
from bot.story.stage import Stage
from core.holdings.roster import read_roster

TERM = timedelta(days=365)
CONTACT = "contact-b"


async def play(stage: Stage) -> None:
    me = await stage["head"].get("/api/v1/me")
    room = stage.numbers["room"] = me["grants"][0]["room_id"]
    for unit in UNITS:
        added = await stage["administrator"].command(
            "add_unit", name=unit_name(stage, unit), room_id=room, nature="organ"
        )
        stage.numbers[unit] = int(added.data.get("unit", 0))
    imported = await stage["administrator"].command("import_roster", rows=_rows(stage))
    stage.watched.same("两家单位的花名册导入", 3, imported.data.get("imported"))
    await _appoint(stage)


def _rows(stage: Stage) -> list[dict[str, Any]]:
    """Three lines of the sample roster, put into the two units."""
    by_number = {row.dossier_number: row for row in read_roster(SAMPLE).rows}
    told = {clerk(stage, it): by_number[number] for it, number in SAMPLE_OF.items()}
    place = {clerk(stage, OTHER): UNITS[1]}
    return [
        asdict(row)
        | {
            "dossier_number": number,
            "unit": unit_name(stage, place.get(number, UNITS[0])),
            "slot": "",
            "custody_authority": "departmental",
        }
        for number, row in told.items()
    ]


async def _appoint(stage: Stage) -> None:
    """One officer asks, the security officer agrees; the same person cannot do both."""
    member = (await stage[CONTACT].get("/api/v1/me"))["id"]
    asked = await stage["administrator"].command(
        "propose_grant",
        member_id=member,
        role="unit_contact",
        unit_id=stage.numbers[UNITS[0]],
        valid_to=(datetime.now(UTC) + TERM).isoformat(),
        document="备案表〔2026〕1号",
    )
    grant = asked.data.get("grant")
    alone = await stage["administrator"].command("confirm_grant", pin=True, grant_id=grant)
    stage.watched.same("提请的人自己复核联络员备案", "same_person", alone.code)
    agreed = await stage["security"].command("confirm_grant", pin=True, grant_id=grant)
    stage.watched.same("安全保密管理员复核", "办成", agreed.said)
