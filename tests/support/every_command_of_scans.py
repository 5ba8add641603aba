"""数字档案用例的样例 / Samples of the commands about digital copies."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from core.clock import local_date
from core.command import Command
from core.holdings.dossier import Dossier, Volume
from core.ids import opaque
from core.members.member import Role
from core.requests.line import Line
from core.scans.check_scans import CheckScans
from core.scans.decide_scans import AgreeScans, AskScans, StopScans
from core.scans.import_scans import ImportScans
from core.scans.mismatch import ScanMismatch
from core.scans.read_scan import ReadScan
from core.scans.scan_decision import ScanDecision
from core.scans.settle_mismatch import SettleScanMismatch
from tests.support.every_thing import Things
from tests.support.scanning import image_of, new, switch_on


def of_scans(t: Things) -> dict[str, Command]:
    """By a name that begins with the command's."""
    house = t.world.house
    now, kept = house.clock.now(), t.world.shelve(f"GB-{opaque(8)}", name="冯图像")
    until = local_date(now) + timedelta(days=90)
    switch_on(house)
    with house.looking() as session:
        dossier = session.exec(select(Dossier).where(Dossier.number == kept.number)).one()
    asked = ScanDecision(
        document="组档〔2026〕4号",
        until=until,
        asked_by=house.add_member(Role.SECURITY_OFFICER),
        asked_at=now,
    )
    found = ScanMismatch(
        dossier_id=dossier.id or 0, code="not_scanned", class_code="3", serial=1, first_found_at=now
    )
    house.keep(found)
    settle = house.all(ScanMismatch)[-1]
    read = t.cases["out"]
    line = next(it for it in house.all(Line) if it.request_id == t.world.request(read).id)
    image = image_of(house, house.get(Volume, line.volume_id).dossier_id)
    return {
        "AskScans": AskScans(document="组档〔2026〕5号", until=until),
        "AgreeScans": AgreeScans(decision=house.keep(asked)),
        "StopScans": StopScans(),
        "CheckScans": CheckScans(dossier=kept.number),
        "ImportScans": ImportScans(dossier=kept.number, images=(new("3", 1, 1),)),
        "ReadScan": ReadScan(request=read, image=image),
        "SettleScanMismatch": SettleScanMismatch(
            mismatch=settle.ref, seen_version=1, outcome="as_it_is", note="确系如此"
        ),
    }
