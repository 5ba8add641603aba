"""一个会被随时杀掉的进程 / A process that works until it is killed, and says what was answered.

Every item is one application (its `classes` carry the item's name) and one printing of its form,
each under a key of its own. What was answered goes to the parent at once, through a pipe.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection

from core.database import Database
from core.dispatch import Dispatch
from core.outcome import Outcome
from core.principal import Principal
from core.requests.print_form import PrintForm
from core.requests.submit_request import NamedReader, SubmitRequest
from tests.support.clock import FixedClock
from tests.support.house import shipped_law

AT_ONCE = 8
TWO = tuple(
    NamedReader(name=name, is_personnel=True, is_party_member=True) for name in ("李一", "赵二")
)


@dataclass(frozen=True, slots=True)
class Task:
    """Where to work, for whom, on which dossier; `again` are items to send once more first."""

    url: str
    contact: int
    unit: int
    dossier: str
    life: int
    again: tuple[str, ...]


def work(task: Task, answered: Connection) -> None:
    """Work until killed. Sends `item ref` once an application was answered, `item printed` then."""
    dispatch = Dispatch(Database(task.url), shipped_law(), FixedClock())
    asyncio.run(_work(task, dispatch, answered))


async def _work(task: Task, dispatch: Dispatch, answered: Connection) -> None:
    for item in task.again:
        await _one(task, dispatch, answered, item)
    fresh = (f"{task.life}-{number}" for number in count())

    async def on_and_on() -> None:
        for item in fresh:
            await _one(task, dispatch, answered, item)

    await asyncio.gather(*(on_and_on() for _ in range(AT_ONCE)))


async def _one(task: Task, dispatch: Dispatch, answered: Connection, item: str) -> None:
    who = Principal.member(task.contact, "fault")
    answered.send_bytes(f"{item} sent".encode())
    submitted = await dispatch(who, application(task, item), f"s-{item}")
    ref = _done(submitted)
    answered.send_bytes(f"{item} {ref}".encode())
    _done(await dispatch(who, PrintForm(request=ref), f"p-{item}"))
    answered.send_bytes(f"{item} printed".encode())


def application(task: Task, item: str) -> SubmitRequest:
    return SubmitRequest(
        unit_id=task.unit,
        dossier=task.dossier,
        mode="consult",
        purpose="personnel_work",
        purpose_detail="",
        readers=TWO,
        classes=item,
    )


def _done(outcome: Outcome) -> str:
    assert outcome.done, outcome
    return str(outcome.data["ref"])
