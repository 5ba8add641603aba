"""The stage (场上): who plays, on which instance, what was watched, which cases there are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from bot.story.bot_api import BotApi
from bot.story.instance import Instance
from bot.story.person import Person
from bot.story.telegram_stage import everyone_binds, person_on
from bot.story.watched import Watched
from core.ids import opaque

PLAYERS = (
    "administrator",
    "contact-a",
    "contact-water",
    "contact-b",
    "leader",
    "head",
    "authority",
    "archivist",
    "archivist-colleague",
    "security",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case by its opaque reference and its number."""

    ref: str
    number: str


@dataclass(slots=True)
class Stage:
    """`cases` are named by what they are for: main, loan, first, second."""

    instance: Instance
    watched: Watched
    people: dict[str, Person]
    cases: dict[str, Case] = field(default_factory=dict)
    # Rows of the house by what they are for, and references of what was made on the way.
    numbers: dict[str, int] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    # The log's signed head as it was printed before anything was played.
    paper: str = ""
    # Tells the dossiers of this playing from those of earlier ones on the same demo.
    run: str = field(default_factory=lambda: opaque(5))

    def __getitem__(self, persona: str) -> Person:
        return self.people[persona]

    def dossier(self, number: str) -> str:
        """A dossier of the sample roster, as it was imported for this playing."""
        return f"{number}-{self.run}"

    @property
    def archivist(self) -> Person:
        return self.people["archivist"]


@asynccontextmanager
async def on_stage(
    instance: Instance, watched: Watched, api: BotApi | None = None
) -> AsyncIterator[Stage]:
    """Everyone signs in; with a stand-in for Telegram, those with a phone bind it."""
    async with AsyncExitStack() as stack:
        people = {
            name: await stack.enter_async_context(person_on(instance, name, api))
            for name in PLAYERS
        }
        watched.see(
            "各人登录", f"{len(PLAYERS)} 人凭编号和密码登录", f"{len(people)} 人已登录", True
        )
        if api is not None:
            await everyone_binds(people, watched)
        yield Stage(instance, watched, people)
