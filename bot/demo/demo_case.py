"""One demo case (演示办件) on its way: its script, its dossier, the people who act on it."""

from __future__ import annotations

from bot.demo.cast import Cast
from bot.demo.invented_cases import Script
from bot.demo.invented_staff import BY_NAME
from bot.demo.shelf import OnShelf
from core.command import Command
from core.requests.questions import find_request

READERS = (("文知微", "岳安珂"), ("程宁远", "白若禾"), ("秦之帆", "霍思澄"))
LEADERS = {"市财政局": "leader", "市水利局": "leader-water"}
ARCHIVIST, HEAD, AUTHORITY = "archivist", "head", "authority"


class DemoCase:
    """One script on its way, with the dossiers that it took."""

    def __init__(
        self, cast: Cast, script: Script, dossiers: list[OnShelf], unit_id: int, nth: int
    ) -> None:
        self.cast, self.script = cast, script
        self.dossier, *self.further = dossiers
        self.unit_id, self.nth = unit_id, nth
        self.ref = ""

    @property
    def leader(self) -> str:
        return LEADERS[BY_NAME[self.script.contact].place]

    @property
    def labels(self) -> tuple[str, ...]:
        """A case that ends half checked hands over only its first volume."""
        labels = self.dossier.labels
        return tuple(labels[:1] if self.script.ends == "checked" else labels)

    @property
    def readers(self) -> tuple[str, str]:
        return READERS[self.nth % len(READERS)]

    async def version(self) -> int:
        return await self.cast.dispatch.ask(lambda s: find_request(s, self.ref).version)

    async def do(self, who: str, *commands: Command) -> None:
        for command in commands:
            await self.cast.do(who, command)
