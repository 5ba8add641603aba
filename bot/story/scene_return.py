"""Coming back (归还核对): once only, counted by two people, and every copy of the card says so."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.story import counter
from bot.story.dropped import answer_lost
from bot.story.person import new_key
from bot.story.screen import shown_on
from bot.story.stage import Case, Stage

RETURNER = "文知微"
COPIES = ("contact-a", "leader", "head", "authority", "archivist")


async def play(stage: Stage) -> None:
    await _lost_connection(stage, stage.cases["winner"])
    await _loan_comes_back(stage, stage.cases["loan"])
    await _main_comes_back(stage, stage.cases["main"])
    loser = stage.cases["loser"]
    person = stage["contact-a" if await _is_applicant(stage, loser) else "contact-b"]
    answer = await person.command("withdraw_request", request=loser.ref)
    await person.card(loser.ref, "cancelled")
    stage.watched.same("没抢到的一件不办了", "办成", answer.said)


async def _is_applicant(stage: Stage, case: Case) -> bool:
    return stage["contact-a"].screen.latest_card(case.ref) is not None


async def _lost_connection(stage: Stage, case: Case) -> None:
    """The same key again gives the same outcome; another content under it is an error."""
    person, key = stage.archivist, new_key()
    (label,) = await counter.labels_of(person, case)
    before = (await counter.look(person, case))["version"]
    async with answer_lost(person, "take_back", key, {"label": label}):
        await stage["leader"].card(case.ref, "returned")
    again = await person.command("take_back", key=key, label=label)
    moved = (await counter.look(person, case))["version"] - before
    stage.watched.same(
        "断线后用同一编号重发归还",
        "同一结果，只办一次",
        "同一结果，只办一次"
        if again.done and again.body["repeated"] and moved == 1
        else f"{again.body}，动了 {moved} 次",
    )
    other = await person.command("take_back", key=key, label=label + "X")
    stage.watched.same("同一编号换了内容", "key_reused", other.code)
    own = await person.command(
        "check_return", label=label, returner=person.persona.name, agrees=True
    )
    stage.watched.same("管理员自己当送还人", "return_counted_by_one", "、".join(own.laws))
    await person.command(
        "check_return", label=label, returner=RETURNER, agrees=True, **counter.AS_COUNTED
    )
    card = await stage["leader"].card(case.ref, "closed")
    stage.watched.same("两人当面清点", "卡片：已办结", shown_on(card))


async def _loan_comes_back(stage: Stage, case: Case) -> None:
    """A return from before this loan belongs to an older one."""
    person = stage.archivist
    (label,) = await counter.labels_of(person, case)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    late = await person.command("take_back", label=label, occurred_at=yesterday)
    stage.watched.same("迟到的旧归还", "stale", late.code)
    await counter.take_back_and_check(person, label, RETURNER, counter.AS_SEALED)
    card = await stage["contact-a"].card(case.ref, "closed")
    stage.watched.same("外借的卷归还核对", "卡片：已办结", shown_on(card))


async def _main_comes_back(stage: Stage, case: Case) -> None:
    """Lunch first; then one count agrees and one does not, which only the head settles."""
    person = stage.archivist
    first, second = await counter.labels_of(person, case)
    await _lunch(stage, case, [first, second])
    await counter.take_back_and_check(person, first, RETURNER)
    await person.command("take_back", label=second)
    await person.command(
        "check_return", label=second, returner=RETURNER, agrees=False, kind="pages_missing"
    )
    waits = (await counter.look(person, case))["state"]
    stage.watched.same("第二卷清点少一页", "等负责人处理，未办结", _told(waits))
    settled = await stage["head"].command(
        "settle_discrepancy", label=second, resolution="当场找到，夹在前一卷内"
    )
    stage.watched.same("负责人处理不符", "办成", settled.said)
    await asyncio.gather(*(stage[name].card(case.ref, "closed") for name in COPIES))
    cards = [stage[name].screen.latest_card(case.ref) or {} for name in COPIES]
    shown = {shown_on(card) for card in cards}
    expected = f"{len(COPIES)} 份，卡片：已办结"
    stage.watched.same("每一份卡片", expected, f"{len(cards)} 份，{'、'.join(sorted(shown))}")


async def _lunch(stage: Stage, case: Case, labels: list[str]) -> None:
    for label in labels:
        await stage.archivist.command("pause_reading", label=label)
    card = await stage["contact-a"].card(case.ref, "paused")
    done = [(await stage.archivist.command("resume_reading", label=label)).done for label in labels]
    resumed = "随后续阅" if all(done) else "没有续阅"
    observed = f"{shown_on(card)}，{resumed}"
    stage.watched.same("午休暂存，下午续阅", "卡片：阅档中（暂存），随后续阅", observed)


def _told(state: str) -> str:
    return "等负责人处理，未办结" if state == "ready" else state
