"""Every table of the core, in one metadata, with the triggers that guard the log."""

# ruff: noqa: F401 — a table is known by being imported

from __future__ import annotations

from sqlmodel import SQLModel

from core import decisions, outcome
from core.arrangement import job
from core.audit import entry
from core.campaigns import campaign, campaign_unit, problem
from core.certificates import certificate
from core.collection import (
    doubt,
    picture,
    picture_names,
    piece,
    piece_reason,
    return_slip,
    submission,
)
from core.custody import (
    custody,
    device,
    discrepancy,
    extension,
    recall,
    sealed_package,
    volume_count,
)
from core.files import stored_file
from core.gaps import cadre_fact, dossier_to_count, gap
from core.holdings import cadre, class_count, dossier, hold, terms
from core.keyfacts import difference, referral, shown_fact, system_update
from core.lost import frozen_slot, look, loss_report, page_recovery, rebuilding, search, sighting
from core.materials import material, material_change
from core.members import (
    approval_change,
    barred,
    deputy,
    disclosure_decision,
    member,
    proofs,
    room,
    units,
)
from core.outage import emergency_kit, late_entry
from core.outbox import addressee, message, reach
from core.register import register_page
from core.reminders import choice, heartbeat, known_year, notice, provisional, reminder, workdays
from core.requests import (
    approval,
    collection_code,
    form,
    issued_paper,
    line,
    paper_seen,
    reader,
    request,
    reserved_number,
    series,
    urging,
)
from core.scans import mismatch, scan_decision, scan_image
from core.sheets import sheet

METADATA = SQLModel.metadata
