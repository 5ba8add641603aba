"""The steps of a demo case (演示办件各步): each through the command that a person would give."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.channels.webchat.collection import new_collection_code
from bot.demo.cast import Cast
from bot.demo.furnish import DEVICE
from bot.demo.invented_cases import Script
from bot.demo.invented_staff import BY_NAME
from bot.demo.shelf import OnShelf
from core.command import Command
from core.custody.check_return import CheckReturn
from core.custody.hand_over import HandOver
from core.custody.pause_reading import PauseReading
from core.custody.see_volume import SeeLabel, SeeTag
from core.custody.take_back import TakeBack
from core.principal import Principal
from core.requests.approve import ApproveRequest
from core.requests.identify_reader import IdentifyReader
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.make_ready import MakeReady
from core.requests.open_case import PresentCode
from core.requests.print_form import PrintForm
from core.requests.questions import find_request
from core.requests.request import Step
from core.requests.sight_form import SightForm
from core.requests.submit_request import NamedReader, SubmitRequest
from core.requests.turn_away import SendBackRequest, TurnDownRequest
from core.requests.withdraw_request import WithdrawRequest

READERS = (("文知微", "岳安珂"), ("程宁远", "白若禾"), ("秦之帆", "霍思澄"))
LEADERS = {"市财政局": "leader", "市水利局": "leader-water"}
ARCHIVIST, HEAD, AUTHORITY = "archivist", "head", "authority"


class DemoCase:
    """One script on its way, with the dossier that it took."""

    def __init__(
        self, cast: Cast, script: Script, dossier: OnShelf, unit_id: int, nth: int
    ) -> None:
        self.cast, self.script, self.dossier = cast, script, dossier
        self.unit_id, self.nth = unit_id, nth
        self.ref = ""

    async def take(self, step: str) -> None:
        await STEPS[step](self)

    @property
    def leader(self) -> str:
        return LEADERS[BY_NAME[self.script.contact].place]

    @property
    def labels(self) -> tuple[str, ...]:
        """A case that ends half checked hands over only its first volume."""
        labels = self.dossier.labels
        return tuple(labels[:1] if self.script.ends == "checked" else labels)

    @property
    def returner(self) -> str:
        return READERS[self.nth % len(READERS)][0]

    async def version(self) -> int:
        return await self.cast.dispatch.ask(lambda s: find_request(s, self.ref).version)

    async def do(self, who: str, *commands: Command) -> None:
        for command in commands:
            await self.cast.do(who, command)


async def _submit(case: DemoCase) -> None:
    script = case.script
    readers = tuple(
        NamedReader(name=name, is_personnel=True, is_party_member=True)
        for name in READERS[case.nth % len(READERS)]
    )
    command = SubmitRequest(
        unit_id=case.unit_id,
        dossier=case.dossier.number,
        mode=script.mode,
        purpose=script.purpose,
        purpose_detail=script.detail,
        lending_reason=script.reason,
        classes="全卷",
        readers=readers,
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


async def _hand_over(case: DemoCase) -> None:
    """At the window: form, cards, code, label or tag, then the volumes."""
    form = SightForm(request=case.ref, signed=True, sealed=True, dated=True, matches=True)
    cards = [
        IdentifyReader(
            request=case.ref,
            ordinal=ordinal,
            card_kind="work_and_id",
            card_last4=f"{case.nth:02}{ordinal:02}",
        )
        for ordinal in (1, 2)
    ]
    await case.do(ARCHIVIST, form, *cards)
    await _present(case)
    await _see(case)
    seen = await case.version()
    await case.do(ARCHIVIST, HandOver(request=case.ref, labels=case.labels, seen_version=seen))


async def _present(case: DemoCase) -> None:
    """Every other case comes with a paper slip instead of a phone."""
    carrier, who = ("paper", ARCHIVIST) if case.nth % 2 else ("screen", case.script.contact)
    hashed = hash_code(new_collection_code())
    await case.do(who, IssueCollectionCode(request=case.ref, carrier=carrier, code_hash=hashed))
    await case.do(ARCHIVIST, PresentCode(code_hash=hashed))


async def _see(case: DemoCase) -> None:
    now = case.cast.dispatch.clock.now()
    for label, tag in zip(case.labels, case.dossier.tags, strict=False):
        if tag is None or case.nth % 2:
            await case.do(ARCHIVIST, SeeLabel(label=label))
        else:
            seen = SeeTag(device=DEVICE, tag=tag, seen_at=now)
            await case.cast.do(Principal.bridge(DEVICE), seen)


async def _pause(case: DemoCase) -> None:
    await case.do(ARCHIVIST, *(PauseReading(label=label) for label in case.labels))


async def _take_back(case: DemoCase) -> None:
    await case.do(ARCHIVIST, *(TakeBack(label=label) for label in case.labels))


async def _check(case: DemoCase) -> None:
    for label in case.labels:
        await case.do(ARCHIVIST, CheckReturn(label=label, returner=case.returner, agrees=True))


async def _differs(case: DemoCase) -> None:
    command = CheckReturn(
        label=case.labels[0],
        returner=case.returner,
        agrees=False,
        kind="pages_missing",
        remark="目录登记 3 页，清点 2 页",
    )
    await case.do(ARCHIVIST, command)


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
    "hand_over": _hand_over,
    "pause": _pause,
    "take_back": _take_back,
    "check": _check,
    "differs": _differs,
}
