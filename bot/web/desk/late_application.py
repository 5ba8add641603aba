"""An application on paper (纸质申请的补录): the form's fields as a command, signatures and all."""

from __future__ import annotations

from datetime import datetime

from bot.web.desk.late_written import Written, actor_of, moment_of
from bot.web.posted import Posted
from core.outage.enter_late_application import EnterLateApplication
from core.outage.paper_application import PaperSignature
from core.requests.application import NamedReader, SubmitRequest
from core.requests.approve import APPROVAL_STEPS

READERS = 2


def late_application(form: Posted, at: datetime | None, found: Written) -> None:
    readers = tuple(_reader(form, n) for n in range(1, READERS + 1) if form.text(f"reader.{n}"))
    unit = form.text("unit")
    if not readers:
        found.why["reader.1"] = "请照表填写查阅人。"
    if not (unit.isdecimal() and len(unit) < 10):
        found.why["unit"] = "请选单位。"
    if not form.text("dossier"):
        found.why["dossier"] = "请填档案编号。"
    signatures = tuple(_signatures(form, found))
    if found.why or at is None:
        return
    asked = SubmitRequest(
        unit_id=int(unit),
        dossier=form.text("dossier"),
        mode=form.text("mode"),
        purpose=form.text("purpose"),
        purpose_detail=form.text("detail"),
        readers=readers,
        lending_reason=form.text("lending_reason"),
        classes=form.text("classes"),
        channel="counter",
        source="walk_in",
        reserved=form.text("reserved"),
    )
    found.command = EnterLateApplication(
        application=asked,
        signatures=signatures,
        occurred_at=at,
        page=form.text("page"),
        acted_by=actor_of(form),
    )


def _reader(form: Posted, n: int) -> NamedReader:
    return NamedReader(
        name=form.text(f"reader.{n}"),
        is_personnel=form.ticked(f"personnel.{n}"),
        is_party_member=form.ticked(f"party.{n}"),
        declares_kinship=form.ticked(f"kin.{n}"),
    )


def _signatures(form: Posted, found: Written) -> list[PaperSignature]:
    signed = []
    for step in APPROVAL_STEPS:
        who = form.text(f"signer.{step}")
        if not (who.isdecimal() and len(who) < 10):
            continue
        name = f"signed.{step}"
        at = moment_of(form, "day", name, found, "请填签字时间。")
        if at is not None:
            signed.append(PaperSignature(step=step, signed_by=int(who), at=at))
    return signed
