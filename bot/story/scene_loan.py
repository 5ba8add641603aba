"""A loan on a paper slip (外借，凭纸质取档单): no phone; the desk reader sees the volume's tag."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, date, datetime
from uuid import uuid4

from bot.demo.build import SEED
from bot.demo.furnish import DEVICE, demo_tag, device_key
from bot.demo.people import synthetic_people
from bot.demo.rooms_and_units import ROOMS
from bot.story import counter
from bot.story.answer import Answer
from bot.story.applying import Form
from bot.story.approving import bring_to_ready
from bot.story.person import new_key
from bot.story.stage import Case, Stage
from bot.story.throw_away import DOSSIERS
from hardware_bridge.signature import Call, sign
from hardware_bridge.wire import EVENTS_PATH, Batch, BridgeEvent

READER_SECONDS = 5
UNIT = "市财政局"
FREE = 6


async def play(stage: Stage) -> None:
    form = Form(dossier=_tagged_dossier(), mode="借出", reason="退休审核")
    case = stage.cases["loan"] = await bring_to_ready(stage, "contact-a", form)
    slip = await counter.paper_slip(stage.archivist, case)
    await counter.sight_form(stage.archivist, case)
    await counter.identify_readers(stage.archivist, case)
    presented = await counter.present(stage.archivist, slip)
    stage.watched.same("没带手机，凭纸质取档单", case.number, presented.data.get("number"))
    (label,) = await counter.labels_of(stage.archivist, case)
    await _packed(stage, case, label)
    answer = await _laid_on_the_reader(stage, case, label)
    await stage["contact-a"].card(case.ref, "lent")
    due = str(answer.data.get("due_on"))
    days = (date.fromisoformat(due) - datetime.now(UTC).date()).days
    stage.watched.see(
        "外借交接", "应还日期在 7 个工作日后", f"应还 {due}", answer.done and days >= 7
    )


async def _packed(stage: Stage, case: Case, label: str) -> None:
    """One carrier by bus is not enough: each reason is told, then the bag is packed as it should be."""
    await counter.pack(stage.archivist, case, bag="", way="bus", carriers=[1])
    answer = await counter.hand_over(stage.archivist, case, [label])
    expected = {"too_few_carriers", "bag_number_missing", "carrying_way_unlisted"}
    stage.watched.same(
        "一人乘公交来取，没有密封袋",
        sorted(expected),
        sorted(answer.laws - {"volume_evidence_missing"}),
    )
    slip = (await counter.pack(stage.archivist, case)).data.get("slip", "")
    stage.watched.see("装袋密封，两人押运", "借条有编号", str(slip), "借条〔" in str(slip))


def _tagged_dossier() -> str:
    """One of the last ordinary dossiers of the unit: the demo's own cases take the first."""
    rows = synthetic_people(SEED, DOSSIERS)
    ordinary = [
        row.dossier_number
        for row in rows
        if (row.unit, row.room) == (UNIT, ROOMS[0])
        and (row.custody_authority, row.originals) == ("departmental", 1)
        and (row.secrecy, row.status) == ("none", "in_post")
    ]
    return secrets.choice(ordinary[-FREE:])


async def _laid_on_the_reader(stage: Stage, case: Case, label: str) -> Answer:
    """The tag is evidence as good as the label, whether the reader's report comes once or twice."""
    if stage.instance.keys_dir is not None:
        results = [await _report(stage, event) for event in [_event(label)] * 2]
        stage.watched.same("桌面读写器上报，重发一次", ["accepted", "duplicate"], results)
    else:
        await _press_place(stage, label)
    async with asyncio.timeout(READER_SECONDS):
        while True:
            answer = await counter.hand_over(stage.archivist, case, [label])
            if answer.done or answer.laws != {"volume_evidence_missing"}:
                return answer
            await asyncio.sleep(0.2)


def _event(label: str) -> BridgeEvent:
    now = datetime.now(UTC)
    return BridgeEvent(
        id=str(uuid4()),
        device=DEVICE,
        seq=1,
        occurred_at=now,
        kind="tag_seen",
        tag=demo_tag(label),
    )


async def _report(stage: Stage, event: BridgeEvent) -> str:
    """A signed batch of one, as the bridge sends it."""
    assert stage.instance.keys_dir is not None
    now = datetime.now(UTC)
    body = Batch(device=DEVICE, sent_at=now, events=[event]).model_dump_json().encode()
    key = device_key(stage.instance.keys_dir)
    headers = sign(Call("POST", EVENTS_PATH, body), key, DEVICE, now)
    headers["Content-Type"] = "application/json"
    url = stage.instance.url + EVENTS_PATH
    async with stage.archivist.session.post(url, data=body, headers=headers) as response:
        answer = await response.json()
    return str(answer["answers"][0]["result"] if response.status == 200 else answer["code"])


async def _press_place(stage: Stage, label: str) -> None:
    """Without the device's key, the demo's own simulated reader is pressed at the counter."""
    person = stage.archivist
    form = {"label": label, "do": "place", "csrf": person.csrf, "key": new_key()}
    async with person.session.post(f"{person.url}/counter/desk-reader", data=form) as response:
        await response.read()
    stage.watched.same("放上模拟读写器", 200, response.status)
