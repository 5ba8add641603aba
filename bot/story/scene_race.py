"""Two cases, one volume (争一卷): two archivists press at once, one wins."""

from __future__ import annotations

import asyncio

from bot.story import counter
from bot.story.applying import Form
from bot.story.approving import bring_to_ready
from bot.story.stage import Stage

DOSSIER = "GS-0002"


async def play(stage: Stage) -> None:
    cases = [
        await bring_to_ready(stage, contact, Form(dossier=stage.dossier(DOSSIER)))
        for contact in ("contact-a", "contact-b")
    ]
    archivists = [stage.archivist, stage["archivist-colleague"]]
    (label,) = await counter.labels_of(stage.archivist, cases[0])
    for archivist, case in zip(archivists, cases, strict=True):
        await counter.everything_but_the_volume(archivist, case)
        await archivist.command("see_label", label=label)
    answers = await asyncio.gather(
        *(counter.hand_over(a, c, [label]) for a, c in zip(archivists, cases, strict=True))
    )
    won = [answer.done for answer in answers]
    lost = next((answer for answer in answers if not answer.done), answers[0])
    why = "、".join(sorted(lost.laws)) or lost.code
    stage.watched.see(
        "两个窗口同时交接同一卷",
        "一边办成，另一边说明该卷在外",
        f"{sum(won)} 边办成，另一边：{why}",
        sum(won) == 1 and ("volume_in_open_custody" in why or why == "volume_is_out"),
    )
    winner = won.index(True)
    stage.cases["winner"], stage.cases["loser"] = cases[winner], cases[1 - winner]
