"""A certificate (代查出证): nobody reads; one looks up, another checks, the unit gets the paper."""

from __future__ import annotations

from bot.story import counter
from bot.story.applying import Form
from bot.story.approving import bring_to_ready
from bot.story.stage import Case, Stage

DOSSIER, MATTER = "GS-0003", "参加工作时间"


async def play(stage: Stage) -> None:
    person = stage.archivist
    form = Form(dossier=stage.dossier(DOSSIER), mode="代查出证", matter=MATTER)
    case = stage.cases["certificate"] = await bring_to_ready(stage, "contact-a", form)
    labels = await counter.labels_of(person, case)
    await counter.sight_form(person, case)
    for label in labels:
        await person.command("see_label", label=label)
    seen = (await counter.look(person, case))["version"]
    begun = await person.command("look_up", request=case.ref, labels=labels, seen_version=seen)
    stage.watched.same("登记室内查核，案卷不出室", "办成", begun.said)
    drafted = await person.command(
        "draft_certificate",
        request=case.ref,
        template="began_work",
        finding="1998年7月参加工作",
        source="九类《转正定级审批表》1999.08 第1页",
    )
    await _checked(stage, case, str(drafted.data.get("certificate", "")))


async def _checked(stage: Stage, case: Case, certificate: str) -> None:
    person = stage.archivist
    own = await person.command("check_certificate", certificate=certificate, agrees=True)
    stage.watched.same("查的人自己核对", "same_person", own.code)
    other = stage["archivist-colleague"]
    checked = await other.command("check_certificate", certificate=certificate, agrees=True)
    number = str(checked.data.get("number", ""))
    stage.watched.see("另一位同志核对", "证明有编号", number, "证〔" in number)
    handed = await person.command(
        "hand_certificate", certificate=certificate, received_by="组织科干事", sealed=True
    )
    stage.watched.same("盖章交单位", "办成", handed.said)
    state = (await counter.look(person, case))["state"]
    stage.watched.same("代查出证办结", "closed", state)
