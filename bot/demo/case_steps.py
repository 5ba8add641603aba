"""The steps of a demo case (演示办件各步): each through the command that a person would give."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.demo import counter_steps
from bot.demo.demo_case import ARCHIVIST, AUTHORITY, HEAD, DemoCase
from core.custody.ask_extension import AskExtension
from core.lost.report_missing import ReportMissing
from core.lost.search import Noticed
from core.outage.enter_late import EnterLateReturn
from core.requests.approve import ApproveRequest
from core.requests.make_ready import MakeReady
from core.requests.print_form import PrintForm
from core.requests.request import Mode, Step
from core.requests.submit_request import NamedReader, SubmitRequest
from core.requests.turn_away import SendBackRequest, TurnDownRequest
from core.requests.withdraw_request import WithdrawRequest


async def take(case: DemoCase, step: str) -> None:
    """Take a step of the case's script, at the cast's present moment."""
    await STEPS[step](case)


async def _submit(case: DemoCase) -> None:
    script = case.script
    readers = tuple(
        NamedReader(name=name, is_personnel=True, is_party_member=True) for name in case.readers
    )
    if script.mode == Mode.CERTIFY:
        readers = ()
    command = SubmitRequest(
        unit_id=case.unit_id,
        dossier=case.dossier.number,
        mode=script.mode,
        purpose=script.purpose,
        purpose_detail=script.detail,
        lending_reason=script.reason,
        classes="全卷",
        readers=readers,
        matter=script.matter,
        further=tuple(dossier.number for dossier in case.further),
    )
    case.ref = (await case.cast.do(script.contact, command)).data["ref"]


async def _print(case: DemoCase) -> None:
    await case.do(case.script.contact, PrintForm(request=case.ref))


def _approve(step: Step, who: Callable[[DemoCase], str]) -> Callable[[DemoCase], Awaitable[None]]:
    async def approve(case: DemoCase) -> None:
        seen = await case.version()
        await case.do(who(case), ApproveRequest(request=case.ref, step=step, seen_version=seen))

    return approve


async def _make_ready(case: DemoCase) -> None:
    await case.do(ARCHIVIST, MakeReady(request=case.ref, seen_version=await case.version()))


async def _send_back(case: DemoCase) -> None:
    seen = await case.version()
    reason = "查阅范围过宽，请写明需要查阅的类别"
    await case.do(case.leader, SendBackRequest(request=case.ref, reason=reason, seen_version=seen))


async def _turn_down(case: DemoCase) -> None:
    seen = await case.version()
    reason = "事由不明确，不属于工作需要"
    await case.do(HEAD, TurnDownRequest(request=case.ref, reason=reason, seen_version=seen))


async def _withdraw(case: DemoCase) -> None:
    await case.do(case.script.contact, WithdrawRequest(request=case.ref))


async def _extend(case: DemoCase) -> None:
    seen = await case.version()
    asked = AskExtension(request=case.ref, days=3, reason="退休手续尚未办结", seen_version=seen)
    await case.do(case.script.contact, asked)


async def _miss(case: DemoCase) -> None:
    note = "架上只有代卷卡，前后各一卷已看过"
    missed = ReportMissing(label=case.labels[0], noticed=Noticed.FETCHING, note=note)
    await case.do(ARCHIVIST, missed)


async def _enter_late(case: DemoCase) -> None:
    """It came back while the network was down; another person has yet to confirm it."""
    came = case.cast.dispatch.clock.now() - timedelta(hours=2)
    back = EnterLateReturn(
        label=case.labels[0], occurred_at=came, returner=case.readers[0], counted=True
    )
    await case.do(ARCHIVIST, back)


STEPS: dict[str, Callable[[DemoCase], Awaitable[None]]] = {
    "submit": _submit,
    "print": _print,
    "sign": _approve(Step.UNIT_SIGN, lambda case: case.leader),
    "review": _approve(Step.ROOM_REVIEW, lambda _: HEAD),
    "authorise": _approve(Step.AUTHORITY_APPROVE, lambda _: AUTHORITY),
    "make_ready": _make_ready,
    "send_back": _send_back,
    "turn_down": _turn_down,
    "withdraw": _withdraw,
    "hand_over": counter_steps.hand_over,
    "pause": counter_steps.pause,
    "take_back": counter_steps.take_back,
    "check": counter_steps.check,
    "differs": counter_steps.differs,
    "extend": _extend,
    "miss": _miss,
    "late": _enter_late,
}
